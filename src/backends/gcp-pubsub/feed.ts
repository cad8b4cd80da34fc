import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { attacher } from "./access.ts";
import { pubsubFilter } from "./filter.ts";
import { labels } from "./labels.ts";
import { subscriptionName, topicName, topicPath } from "./names.ts";
import { providerId } from "./project.ts";
import { attachingDeployer, type GcpPlace } from "./settings.ts";

/** Left to itself, a subscription that nobody reads for 31 days is deleted: SubscriptionArgs.expirationPolicy. */
export const NEVER = { ttl: "" };

/** Pub/Sub's own defaults, written down; without a policy it would redeliver at once: SubscriptionArgs.retryPolicy. */
const RETRY = { minimumBackoff: "10s", maximumBackoff: "600s" };

/**
 * The subscription that carries one event into a queue, in the project of the queue's team; the topic may stand in
 * another one. Then the deployer of this project, unless it deploys there too, is granted to attach it.
 * @param deadLetterTopic by its full path
 * @param after what keeps the messages and has to be there before
 */
export function feedResources(
  { desired: { organization }, stack }: BackendInput<GcpPlace>,
  queue: Subscription,
  feed: Feed,
  deadLetterTopic: string,
  after: readonly string[],
): { readonly subscription: CloudResource; readonly grants: readonly CloudResource[] } {
  const [place, owners] = [stack.placeOf(queue.team), stack.placeOf(feed.owner)];
  const name = subscriptionName(organization, queue, feed);
  const filter = feed.filter === undefined ? "" : pubsubFilter(feed.filter);
  const topic = { id: feed.topic, name: topicName(organization, feed.event), provider: providerId(owners) };

  const deployer = attachingDeployer(place, owners);
  const grants = deployer === undefined ? [] : [attacher(topic, owners, deployer)];
  const subscription: CloudResource = {
    type: "gcp:pubsub/subscription:Subscription",
    id: feed.id,
    name,
    team: queue.team,
    provider: providerId(place),
    properties: {
      project: place.project,
      name,
      topic: topicPath(owners.project, topic.name),
      ackDeadlineSeconds: queue.ackDeadlineSeconds,
      messageRetentionDuration: `${queue.retentionSeconds}s`,
      expirationPolicy: NEVER,
      retryPolicy: RETRY,
      deadLetterPolicy: { deadLetterTopic, maxDeliveryAttempts: queue.maxDeliveryAttempts },
      ...(filter !== "" && { filter }),
      labels: labels(stack.labels, { team: queue.team, queue: queue.queue, event: feed.event }),
    } satisfies Unwrap<SubscriptionArgs>,
    dependsOn: [feed.topic, ...after, ...grants.map(({ id }) => id)],
    holdsMessages: true,
  };
  return { subscription, grants };
}
