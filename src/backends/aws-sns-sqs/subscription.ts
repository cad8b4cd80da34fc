import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { isFiltered } from "../aws/filter.ts";
import { queueTrio } from "../aws/queue-names.ts";
import { queueIds, queueResources } from "../aws/queue-resources.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { filterPolicy } from "./filter-policy.ts";
import { topicArn, topicName } from "./names.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";

/**
 * One subscription: its queues, and one SNS subscription for each event that feeds them. Raw delivery: the body is
 * the publisher's own. They come after the queue policies, or SNS would lose what is published in between.
 */
export function subscriptionResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
): readonly CloudResource[] {
  const { desired, stack } = input;
  const { team, queue, feeds } = subscription;
  const queues = queueTrio(stack.place, desired.organization, team, queue);
  const ids = queueIds(subscription);
  const topics = feeds.map(({ event }) => topicArn(stack.place, desired.organization, event));
  const feeder = { service: DELIVERY, sourceArns: [...topics].sort() };

  return [
    ...queueResources(input, subscription, feeder),
    ...feeds.map((feed) => ({
      type: "aws:sns/topicSubscription:TopicSubscription",
      id: feed.id,
      name: topicName(desired.organization, feed.event),
      team,
      properties: {
        topic: topicArn(stack.place, desired.organization, feed.event),
        protocol: "sqs",
        endpoint: queues.main.arn,
        rawMessageDelivery: true,
        redrivePolicy: canonicalJson({ deadLetterTargetArn: queues.undeliverable.arn }),
        ...(isFiltered(feed.filter) && {
          filterPolicy: filterPolicy(feed.filter),
          filterPolicyScope: "MessageAttributes",
        }),
      } satisfies Unwrap<TopicSubscriptionArgs>,
      dependsOn: [ids.mainPolicy, ids.undeliverablePolicy, feed.topic],
      holdsMessages: false,
    })),
  ];
}
