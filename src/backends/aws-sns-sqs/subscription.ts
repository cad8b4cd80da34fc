import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { isFiltered } from "../aws/filter.ts";
import { isSameAccount, providerId } from "../aws/places.ts";
import { queueTrio } from "../aws/queue-names.ts";
import { queueIds, queueResources } from "../aws/queue-resources.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { filterPolicy } from "./filter-policy.ts";
import { topicArn, topicName } from "./names.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";

/**
 * One subscription: its queues, and one SNS subscription for each event that feeds them. Raw delivery: the body is
 * the publisher's own. The subscriber's account subscribes, also to a topic of another account, or the subscription
 * would wait for a confirmation that nobody gives. They come after the queue policies and the topic's, or SNS would lose what is published in between.
 */
export function subscriptionResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
): readonly CloudResource[] {
  const { desired, stack } = input;
  const { team, queue, feeds } = subscription;
  const place = stack.placeOf(team);
  const queues = queueTrio(place, desired.organization, team, queue);
  const ids = queueIds(subscription);
  const topicOf = ({ event, owner }: Feed) => topicArn(stack.placeOf(owner), desired.organization, event);
  const feeder = { service: DELIVERY, sourceArns: feeds.map(topicOf) };

  return [
    ...queueResources(input, subscription, feeder),
    ...feeds.map((feed) => ({
      type: "aws:sns/topicSubscription:TopicSubscription",
      id: feed.id,
      name: topicName(desired.organization, feed.event),
      team,
      provider: providerId(place),
      properties: {
        topic: topicOf(feed),
        protocol: "sqs",
        endpoint: queues.main.arn,
        rawMessageDelivery: true,
        redrivePolicy: canonicalJson({ deadLetterTargetArn: queues.undeliverable.arn }),
        ...(isFiltered(feed.filter) && {
          filterPolicy: filterPolicy(feed.filter),
          filterPolicyScope: "MessageAttributes",
        }),
      } satisfies Unwrap<TopicSubscriptionArgs>,
      dependsOn: [ids.mainPolicy, ids.undeliverablePolicy, ...subscribable(feed)],
      holdsMessages: false,
    })),
  ];

  /** From another account the topic's policy must let the subscriber's in first. */
  function subscribable({ owner, topic }: Feed): readonly string[] {
    return isSameAccount(stack.placeOf(owner), place) ? [topic] : [partOf("policy", topic), topic];
  }
}
