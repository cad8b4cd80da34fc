import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { attacher } from "./access.ts";
import { placeIn, subscriptionOf, type TopicOf, topicOf } from "./addresses.ts";
import { existingId, feedFilter } from "./existing.ts";
import { pubsubFilter } from "./filter.ts";
import { labels, queueLabels } from "./labels.ts";
import { providerId } from "./project.ts";
import { pushConfig, pushOf, tokenCreator } from "./push.ts";
import { retryPolicy } from "./retry.ts";
import type { Services } from "./services.ts";
import { attachingDeployer, type GcpPlace } from "./settings.ts";

/** Left to itself, a subscription that nobody reads for 31 days is deleted: SubscriptionArgs.expirationPolicy. */
export const NEVER = { ttl: "" };

/**
 * The subscription that carries one event into a queue, in the project of the queue's team; the topic may stand in
 * another one. Then the deployer of this project, unless it deploys there too, is granted to attach it. Where the
 * messages are sent instead of pulled, Pub/Sub is granted to make the tokens. A retired one stays attached: detached, it
 * would drop what waits in it (cloud.google.com/pubsub/docs/detach-subscriptions).
 * @param deadLetterTopic by its full path
 * @param after what keeps the messages and has to be there before
 * @param services of the queue's project
 */
export function feedResources(
  input: BackendInput<GcpPlace>,
  queue: Subscription,
  feed: Feed,
  deadLetterTopic: string,
  after: readonly string[],
  services: Services,
): { readonly subscription: CloudResource; readonly grants: readonly CloudResource[] } {
  const { stack } = input;
  const place = stack.placeOf(queue.team);
  const { name } = subscriptionOf(input, queue, feed);
  const topic = topicOf(input, { event: feed.event, team: feed.owner });
  const filterSaid = feedFilter(stack, feed);
  const filter = filterSaid === undefined ? "" : pubsubFilter(filterSaid);
  const push = pushOf(place, queue.queue);
  const grants = [
    ...attaching(input, place, topic, feed),
    ...(push === undefined ? [] : [tokenCreator(place, push.serviceAccount, services.agent)]),
  ];
  const subscription: CloudResource = {
    type: "gcp:pubsub/subscription:Subscription",
    id: feed.id,
    name,
    team: queue.team,
    provider: providerId(place),
    properties: {
      project: place.project,
      name,
      topic: topic.path,
      ackDeadlineSeconds: queue.ackDeadlineSeconds,
      messageRetentionDuration: `${queue.retentionSeconds}s`,
      expirationPolicy: NEVER,
      ...retryPolicy(queue),
      deadLetterPolicy: { deadLetterTopic, maxDeliveryAttempts: queue.maxDeliveryAttempts },
      ...(filter !== "" && { filter }),
      ...(queue.ordered && { enableMessageOrdering: true }),
      ...(queue.exactlyOnce && { enableExactlyOnceDelivery: true }),
      ...(push && pushConfig(push)),
      labels: labels(stack.labels, { ...queueLabels(queue, feed.retired), event: feed.event }),
    } satisfies Unwrap<SubscriptionArgs>,
    dependsOn: [...(topic.existing ? [] : [feed.topic]), ...after, ...grants.map(({ id }) => id)],
    holdsMessages: true,
    ...(feed.retired && { retired: feed.retired }),
  };
  return { subscription, grants };
}

/**
 * The grant that lets the queue's deployer attach to a topic in another project. On a topic that exists it is made where a
 * team is placed in the topic's project; elsewhere the stack's check says who has to be granted what.
 */
function attaching(
  input: BackendInput<GcpPlace>,
  place: GcpPlace,
  topic: TopicOf,
  feed: Feed,
): readonly CloudResource[] {
  const owners = topic.existing ? placeIn(input, topic.project) : input.stack.placeOf(feed.owner);
  const deployer = owners && attachingDeployer(place, owners);
  if (owners === undefined || deployer === undefined) return [];
  const on = { name: topic.name, provider: providerId(owners) };
  const granted = topic.existing
    ? { ...on, id: existingId(topic.path), team: "", exists: true as const }
    : { ...on, id: feed.topic, team: feed.owner };
  return [attacher(granted, owners, deployer)];
}
