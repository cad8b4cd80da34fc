import type { EventRuleArgs } from "@pulumi/aws/cloudwatch/eventRule.js";
import type { EventTargetArgs } from "@pulumi/aws/cloudwatch/eventTarget.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { providerId } from "../aws/places.ts";
import { queueTrio } from "../aws/queue-names.ts";
import { queueIds, queueResources } from "../aws/queue-resources.ts";
import { tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { acrossResources } from "./across.ts";
import { busId } from "./bus.ts";
import { eventPattern } from "./event-pattern.ts";
import { sourceOf } from "./names.ts";
import { type Rule, rulesOf } from "./rule.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";

/** The most EventBridge does by itself before it gives an event up (API Reference, RetryPolicy); both must be said. */
const RETRY = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 } as const;

/**
 * One subscription: its queues, and for each owner of its events a rule on the owner's bus with the queue as only
 * target. The consumer gets `detail.message`, the same body as on the other clouds. Targets come after the queue
 * policies, or EventBridge would lose what is published in between. Rules and targets are made in the account of the
 * bus: EventBridge takes targets in other accounts from there alone (cloud reference, section 1.3 c).
 */
export function subscriptionResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
): readonly CloudResource[] {
  const { desired, stack } = input;
  const { team, queue } = subscription;
  const queues = queueTrio(stack.placeOf(team), desired.organization, team, queue);
  const ids = queueIds(subscription);
  const rules = rulesOf(input, subscription);
  const feeder = {
    service: DELIVERY,
    sourceArns: rules.filter(({ across }) => across === undefined).map(({ arn }) => arn),
    roles: rules.flatMap(({ across, place }) => (across === undefined ? [] : [{ arn: across.role.arn, place }])),
  };
  return [
    ...queueResources(input, subscription, feeder),
    ...rules.flatMap((rule) => [
      eventRule(rule),
      target(rule),
      ...(rule.across === undefined ? [] : acrossResources(input, subscription, rule, rule.across)),
    ]),
  ];

  function eventRule({ id, owner, bus, name, feeds, place }: Rule): CloudResource {
    return {
      type: "aws:cloudwatch/eventRule:EventRule",
      id,
      name,
      team,
      provider: providerId(place),
      properties: {
        name,
        eventBusName: bus,
        eventPattern: eventPattern(sourceOf(desired.organization, owner), feeds),
        state: "ENABLED",
        tags: tags(stack.labels, { team, queue }),
      } satisfies Unwrap<EventRuleArgs>,
      dependsOn: [busId(owner)],
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
        eventBusName: bus,
        targetId: "queue",
        arn: queues.main.arn,
        ...(across !== undefined && { roleArn: across.role.arn }),
        inputPath: "$.detail.message",
        deadLetterConfig: { arn: (across ?? queues).undeliverable.arn },
        retryPolicy: RETRY,
      } satisfies Unwrap<EventTargetArgs>,
      dependsOn:
        across === undefined
          ? [ids.mainPolicy, ids.undeliverablePolicy, id]
          : [ids.mainPolicy, partOf("policy", across.role.id), partOf("policy", across.undeliverable.id), id],
      holdsMessages: false,
    };
  }
}
