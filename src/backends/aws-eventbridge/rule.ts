import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { roleArn } from "../aws/arn.ts";
import { isSameAccount } from "../aws/places.ts";
import { type NamedQueue, undeliverableFrom } from "../aws/queue-names.ts";
import type { UndeliverableElsewhere } from "../aws/undeliverable-elsewhere.ts";
import type { BackendInput } from "../backend.ts";
import { busName, deliveryRoleName, ruleArn, ruleName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/** What flows from one owner's bus into one queue: one rule with one target, however many events there are. */
export interface Rule {
  readonly id: string;
  readonly targetId: string;
  readonly owner: string;
  readonly bus: string;
  readonly name: string;
  readonly arn: string;
  /** At least one, all of the same owner. */
  readonly feeds: readonly Feed[];
  /** The owner's place: there a rule stands, with its role and its undeliverable queue. */
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

/** The rules of a subscription, one for each owner of its events, sorted by owner. */
export function rulesOf({ desired, stack }: BackendInput<AwsPlace>, subscription: Subscription): readonly Rule[] {
  const { organization } = desired;
  const { team, queue, feeds } = subscription;
  const name = ruleName(team, queue);
  return [...new Set(feeds.map((feed) => feed.owner))].sort().map((owner) => {
    const place = stack.placeOf(owner);
    const bus = busName(organization, owner);
    return {
      id: id("rule", team, queue, owner),
      targetId: id("target", team, queue, owner),
      owner,
      bus,
      name,
      arn: ruleArn(place, bus, name),
      feeds: feeds.filter((feed) => feed.owner === owner),
      place,
      ...(!isSameAccount(place, stack.placeOf(team)) && {
        across: across(place, organization, { team, queue, owner }),
      }),
    };
  });
}

/** The undeliverable queues of a subscription in the accounts of its events' owners. */
export function undeliverableElsewhere(input: BackendInput<AwsPlace>): UndeliverableElsewhere {
  return (subscription) => rulesOf(input, subscription).flatMap(({ across }) => across?.undeliverable ?? []);
}

function across(
  place: AwsPlace,
  organization: string,
  path: { readonly team: string; readonly queue: string; readonly owner: string },
): Across {
  const { team, queue, owner } = path;
  const name = deliveryRoleName(place, organization, path);
  return {
    role: { id: id("role", team, queue, owner), name, arn: roleArn(place, name) },
    undeliverable: {
      ...undeliverableFrom(place, organization, path),
      id: id("undeliverable-queue", team, queue, owner),
    },
  };
}
