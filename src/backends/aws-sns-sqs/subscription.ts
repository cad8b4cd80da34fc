import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { isFiltered } from "../aws/filter.ts";
import { isOrdered } from "../aws/ordered-topics.ts";
import { isSameAccount, providerId } from "../aws/places.ts";
import type { Feeder } from "../aws/queue-policies.ts";
import { queueIds, queueResources } from "../aws/queue-resources.ts";
import { queuesOf } from "../aws/queues-of.ts";
import { type UndeliverableQueue, undeliverableQueues } from "../aws/undeliverable-queues.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { filterPolicy } from "./filter-policy.ts";
import { byHub, type HubFeeds, type HubFilter, hubFeedId, hubFilter } from "./hub.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";
import { topicOfFeed } from "./topic-of.ts";

/** What delivers to a subscription's queues: the topics of all its events, also of those that are going to leave it. */
export function feederOf(input: BackendInput<AwsPlace>, { feeds }: Subscription): Feeder {
  const arns = (some: readonly Feed[]) => [...new Set(some.map((feed) => topicOfFeed(input, feed).arn))];
  const ordered = feeds.filter(({ topic }) => isOrdered(input.desired, topic));
  return {
    service: DELIVERY,
    sourceArns: arns(feeds),
    ...(ordered.length > 0 && { orderedArns: arns(ordered) }),
  };
}

/**
 * One subscription: its queues, and one SNS subscription for each event that feeds them and is not going to leave. Raw
 * delivery, unless the file says otherwise: the body is the publisher's own. The subscriber's account subscribes, also to a
 * topic of another account, or the subscription would wait for a confirmation that nobody gives. They come after the
 * queues, whose policies let SNS in, and the topic's policy, or SNS would lose what is published in between. What comes from a topic that exists already
 * comes by one subscription, however many of its events the queue is fed from (`hubFeedId`).
 */
export function subscriptionResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
): readonly CloudResource[] {
  const { stack } = input;
  const { team, delivery } = subscription;
  const place = stack.placeOf(team);
  const queues = queuesOf(input, subscription);
  const ids = queueIds(subscription);

  return [
    ...queueResources(input, subscription, feederOf(input, subscription)),
    ...undeliverableQueues(input, subscription).flatMap((undeliverable) => {
      const { own, hubs } = byHub(
        input,
        undeliverable.feeds.filter(({ retired }) => retired === undefined),
      );
      return [...own.map((feed) => fedBy(feed, undeliverable)), ...hubs.map((hub) => fedByHub(hub, undeliverable))];
    }),
  ];

  function fedBy(feed: Feed, undeliverable: UndeliverableQueue): CloudResource {
    const { name, arn } = topicOfFeed(input, feed);
    const filter: HubFilter = isFiltered(feed.filter)
      ? { filterPolicy: filterPolicy(feed.filter), filterPolicyScope: "MessageAttributes" }
      : {};
    return subscribed(feed.id, name, { topic: arn, ...filter }, undeliverable, subscribable(feed));
  }

  function fedByHub({ topic, feeds }: HubFeeds, undeliverable: UndeliverableQueue): CloudResource {
    const id = hubFeedId(subscription, topic);
    return subscribed(id, topic.name, { topic: topic.arn, ...hubFilter(input, feeds) }, undeliverable, []);
  }

  function subscribed(
    id: string,
    name: string,
    of: HubFilter & { readonly topic: string },
    undeliverable: UndeliverableQueue,
    after: readonly string[],
  ): CloudResource {
    return {
      type: "aws:sns/topicSubscription:TopicSubscription",
      id,
      name,
      team,
      provider: providerId(place),
      properties: {
        ...of,
        protocol: "sqs",
        endpoint: queues.main.arn,
        rawMessageDelivery: delivery !== "enveloped",
        redrivePolicy: canonicalJson({ deadLetterTargetArn: undeliverable.queue.arn }),
      } satisfies Unwrap<TopicSubscriptionArgs>,
      dependsOn: [...(queues.exists ? [] : [ids.main]), undeliverable.id, ...after],
      holdsMessages: false,
    };
  }

  /** From another account the topic's policy must let the subscriber's in first. */
  function subscribable({ owner, topic }: Feed): readonly string[] {
    return isSameAccount(stack.placeOf(owner), place) ? [topic] : [partOf("policy", topic), topic];
  }
}
