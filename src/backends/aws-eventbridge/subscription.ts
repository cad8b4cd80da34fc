import type { EventRuleArgs } from "@pulumi/aws/cloudwatch/eventRule.js";
import type { EventTargetArgs } from "@pulumi/aws/cloudwatch/eventTarget.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { adoptedName, type ImportForm } from "../adoption.ts";
import { providerId } from "../aws/places.ts";
import type { Feeder } from "../aws/queue-policies.ts";
import { queueIds, queueResources } from "../aws/queue-resources.ts";
import { queuesOf } from "../aws/queues-of.ts";
import { taggedAs, tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { acrossResources } from "./across.ts";
import { eventPattern } from "./event-pattern.ts";
import { type Rule, rulesOf } from "./rule.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";

/** The most EventBridge does by itself before it gives an event up (API Reference, RetryPolicy); both must be said. */
const RETRY = { maximumAgeSeconds: 86_400, maximumAttempts: 185 } as const;

/** A target is imported by its bus, its rule and its id. */
export const TARGET = {
  pattern: /^[.\-_A-Za-z0-9]+\/[.\-_A-Za-z0-9]+\/(?<name>[.\-_A-Za-z0-9]{1,64})$/,
  example: "orders/marketing/queue",
  idOf: ({ eventBusName, rule, targetId }) => `${eventBusName}/${rule}/${targetId}`,
} satisfies ImportForm<AwsPlace>;

/** What delivers to a subscription's queues: the rules of all its events, also of those that are going to leave it. */
export function feederOf(input: BackendInput<AwsPlace>, subscription: Subscription): Feeder {
  const rules = rulesOf(input, subscription);
  return {
    service: DELIVERY,
    sourceArns: rules.filter(({ across }) => across === undefined).map(({ arn }) => arn),
    roles: rules.flatMap(({ across, place }) => (across === undefined ? [] : [{ arn: across.role.arn, place }])),
  };
}

/**
 * One subscription: its queues, and for each bus that its events come from a rule on it with the queue as only
 * target. The consumer gets `detail.message`, the same body as on the other clouds; from a bus that exists already the
 * detail as its publisher wrote it. Targets come after the
 * queues and their policies, or EventBridge would lose what is published in between. Rules and targets are made in the account of the
 * bus: EventBridge takes targets in other accounts from there alone (cloud reference, section 1.3 c). What is retired
 * has no rule any more; everything else stays, so that what is on its way still arrives.
 */
export function subscriptionResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
): readonly CloudResource[] {
  const { stack } = input;
  const { team } = subscription;
  const queues = queuesOf(input, subscription);
  const ids = queueIds(subscription);
  const rules = rulesOf(input, subscription);
  const { maximumAgeSeconds, maximumAttempts } = { ...RETRY, ...subscription.eventbridge?.deliveryRetry };
  return [
    ...queueResources(input, subscription, feederOf(input, subscription)),
    ...rules.flatMap((rule) => [
      ...(rule.events.length === 0 ? [] : [eventRule(rule), target(rule)]),
      ...(rule.across === undefined ? [] : acrossResources(input, subscription, rule, rule.across)),
    ]),
  ];

  function eventRule({ id, bus, name, events, place }: Rule): CloudResource {
    return {
      type: "aws:cloudwatch/eventRule:EventRule",
      id,
      name,
      team,
      provider: providerId(place),
      properties: {
        name,
        eventBusName: bus.name,
        eventPattern: eventPattern(events),
        state: "ENABLED",
        tags: tags(stack.labels, taggedAs(subscription)),
      } satisfies Unwrap<EventRuleArgs>,
      dependsOn: bus.id === undefined ? [] : [bus.id],
      holdsMessages: false,
    };
  }

  function target({ id, targetId, bus, name, place, across }: Rule): CloudResource {
    return {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      id: targetId,
      name,
      team,
      provider: providerId(place),
      properties: {
        rule: name,
        eventBusName: bus.name,
        targetId: adoptedName(stack, targetId, TARGET) ?? "queue",
        arn: queues.main.arn,
        ...(across !== undefined && { roleArn: across.role.arn }),
        ...(subscription.delivery !== "enveloped" && {
          inputPath: bus.id === undefined ? "$.detail" : "$.detail.message",
        }),
        deadLetterConfig: { arn: (across ?? queues).undeliverable.arn },
        retryPolicy: { maximumEventAgeInSeconds: maximumAgeSeconds, maximumRetryAttempts: maximumAttempts },
      } satisfies Unwrap<EventTargetArgs>,
      dependsOn: [
        ...(queues.exists ? [] : [ids.main]),
        ...(across === undefined ? [ids.undeliverable] : [partOf("policy", across.role.id), across.undeliverable.id]),
        id,
      ],
      holdsMessages: false,
    };
  }
}
