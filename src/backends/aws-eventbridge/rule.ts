import type { Subscription } from "../../desired-state/desired-state.ts";
import { id, queueInIds } from "../../desired-state/id.ts";
import { adoptedName, type ImportForm } from "../adoption.ts";
import { roleArn } from "../aws/arn.ts";
import { byName } from "../aws/imports.ts";
import { isSameAccount } from "../aws/places.ts";
import { type NamedQueue, undeliverableFrom } from "../aws/queue-names.ts";
import { adoptedQueue } from "../aws/queues-of.ts";
import type { UndeliverableElsewhere } from "../aws/undeliverable-elsewhere.ts";
import type { BackendInput } from "../backend.ts";
import { type BusOf, wiredFeed } from "./bus-of.ts";
import type { PatternEvent } from "./event-pattern.ts";
import { deliveryRoleName, foreignRuleName, ruleArn, ruleName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/** A rule is imported by its bus and its name. */
export const RULE = {
  pattern: /^[.\-_A-Za-z0-9]+\/(?<name>[.\-_A-Za-z0-9]{1,64})$/,
  example: "orders/marketing",
  idOf: ({ eventBusName, name }) => `${eventBusName}/${name}`,
} satisfies ImportForm<AwsPlace>;

/** IAM names have no path in an import. */
export const ROLE = byName(/^(?<name>[\w+=,.@-]{1,64})$/, "orders-delivery");

/** What flows from one bus into one queue: one rule with one target, however many events there are. */
export interface Rule {
  readonly id: string;
  readonly targetId: string;
  readonly bus: BusOf;
  readonly name: string;
  readonly arn: string;
  /** Events that the rule lets through, all of the same bus; none once they are all retired. */
  readonly events: readonly PatternEvent[];
  /** Where the bus stands: there a rule stands, with its role and its undeliverable queue. */
  readonly place: AwsPlace;
  /** What it needs to deliver to another account; undefined within one. */
  readonly across?: Across;
}

/** What a rule has that delivers to another account; both in the rule's account (EventBridge User Guide, "Sending events to an AWS service in another account" and "Using dead-letter queues"). */
export interface Across {
  /** The role that EventBridge assumes to deliver. */
  readonly role: { readonly id: string; readonly name: string; readonly arn: string };
  readonly undeliverable: NamedQueue & { readonly id: string };
}

/** The rules of a subscription, one for each bus that its events come from, sorted by the bus. */
export function rulesOf(input: BackendInput<AwsPlace>, subscription: Subscription): readonly Rule[] {
  const { desired, stack } = input;
  const { team, key, feeds } = subscription;
  const inIds = queueInIds(key);
  const all = feeds.map((feed) => ({ feed, ...wiredFeed(input, feed) }));
  const buses = new Map(all.map(({ bus }) => [bus.key, bus]));
  return [...buses.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((bus) => {
      const { place } = bus;
      const ruleId = id("rule", key.team, inIds, bus.key);
      const name =
        adoptedName(stack, ruleId, RULE) ?? (bus.id ? ruleName(key) : foreignRuleName(desired.organization, key));
      return {
        id: ruleId,
        targetId: id("target", key.team, inIds, bus.key),
        bus,
        name,
        arn: ruleArn(place, bus.name, name),
        events: all
          .filter((one) => one.bus.key === bus.key && one.feed.retired === undefined)
          .map(({ feed: { filter }, source, detailType, mark }) => ({
            source,
            detailType,
            ...(mark && { mark }),
            ...(filter && { filter }),
          })),
        place,
        ...(!isSameAccount(place, stack.placeOf(team)) && { across: across(input, place, subscription, bus.key) }),
      };
    });
}

/** The undeliverable queues of a subscription in the accounts of its events' owners. */
export function undeliverableElsewhere(input: BackendInput<AwsPlace>): UndeliverableElsewhere {
  return (subscription) => rulesOf(input, subscription).flatMap(({ across }) => across?.undeliverable ?? []);
}

/** @param bus key of the bus: its owner's, unless it exists */
function across(
  { desired: { organization }, stack }: BackendInput<AwsPlace>,
  place: AwsPlace,
  { key }: Subscription,
  bus: string,
): Across {
  const inIds = queueInIds(key);
  const role = id("role", key.team, inIds, bus);
  const name = adoptedName(stack, role, ROLE) ?? deliveryRoleName(place, organization, key, bus);
  const queue = id("undeliverable-queue", key.team, inIds, bus);
  const undeliverable = undeliverableFrom(place, organization, { key }, bus);
  return {
    role: { id: role, name, arn: roleArn(place, name) },
    undeliverable: { ...adoptedQueue(stack, queue, place, undeliverable), id: queue },
  };
}
