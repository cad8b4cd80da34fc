import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { publisher, serviceAgent, subscriber } from "./access.ts";
import { pubsubFilter } from "./filter.ts";
import { labels } from "./labels.ts";
import { deadLetterName, subscriptionName, topicName, topicPath } from "./names.ts";
import type { Services } from "./services.ts";
import type { GcpPlace } from "./settings.ts";
import { pubsubTopic } from "./topic.ts";

/** 31 days, the longest that Pub/Sub keeps a message: @pulumi/gcp, SubscriptionArgs.messageRetentionDuration. */
const DEAD_LETTER_RETENTION = "2678400s";

/** Left to itself, a subscription that nobody reads for 31 days is deleted: SubscriptionArgs.expirationPolicy. */
const NEVER = { ttl: "" };

/** Pub/Sub's own defaults, written down; without a policy it would redeliver at once: SubscriptionArgs.retryPolicy. */
const RETRY = { minimumBackoff: "10s", maximumBackoff: "600s" };

/** The id of the subscription that keeps the messages of a dead-letter topic. */
export function deadLetterSubscriptionId({ deadLetterQueue }: Subscription): string {
  return partOf("subscription", deadLetterQueue);
}

/**
 * A queue: one subscription for each of its events and, shared by them, one dead-letter topic with its subscription.
 * Includes the service agent's grants: without them Pub/Sub counts no delivery attempts and redelivers for ever, and
 * says nothing (cloud.google.com/pubsub/docs/handling-failures). Subscriptions come after all that keeps their messages.
 */
export function queueResources(
  { desired, stack }: BackendInput<GcpPlace>,
  queue: Subscription,
  services: Services,
): CloudResource[] {
  const { project, projectNumber } = stack.place;
  const agent = serviceAgent(projectNumber);
  const { team } = queue;

  const deadLetter = { name: deadLetterName(desired.organization, queue), team };
  const deadLetterLabels = labels(stack.labels, { team, queue: queue.queue });
  const deadLetterTopic = pubsubTopic(
    { ...deadLetter, id: queue.deadLetterQueue, dependsOn: services.api },
    project,
    deadLetterLabels,
  );
  const deadLetterPath = topicPath(project, deadLetterTopic.name);
  const deadLetterSubscription: CloudResource = {
    ...deadLetter,
    type: "gcp:pubsub/subscription:Subscription",
    id: deadLetterSubscriptionId(queue),
    properties: {
      project,
      name: deadLetter.name,
      topic: deadLetterPath,
      messageRetentionDuration: DEAD_LETTER_RETENTION,
      expirationPolicy: NEVER,
      labels: deadLetterLabels,
    } satisfies Unwrap<SubscriptionArgs>,
    dependsOn: [deadLetterTopic.id],
    holdsMessages: true,
  };
  const forwards = publisher(deadLetterTopic, project, agent, services.agent);

  const subscriptions = queue.feeds.map((feed): CloudResource => {
    const name = subscriptionName(desired.organization, queue, feed);
    const filter = feed.filter === undefined ? "" : pubsubFilter(feed.filter);
    return {
      type: "gcp:pubsub/subscription:Subscription",
      id: feed.id,
      name,
      team,
      properties: {
        project,
        name,
        topic: topicPath(project, topicName(desired.organization, feed.event)),
        ackDeadlineSeconds: queue.ackDeadlineSeconds,
        messageRetentionDuration: `${queue.retentionSeconds}s`,
        expirationPolicy: NEVER,
        retryPolicy: RETRY,
        deadLetterPolicy: { deadLetterTopic: deadLetterPath, maxDeliveryAttempts: queue.maxDeliveryAttempts },
        ...(filter !== "" && { filter }),
        labels: labels(stack.labels, { team, queue: queue.queue, event: feed.event }),
      } satisfies Unwrap<SubscriptionArgs>,
      dependsOn: [feed.topic, deadLetterTopic.id, deadLetterSubscription.id, forwards.id],
      holdsMessages: true,
    };
  });
  const acknowledges = subscriptions.map((each) => subscriber(each, project, agent, services.agent));
  return [deadLetterTopic, deadLetterSubscription, forwards, ...subscriptions, ...acknowledges];
}
