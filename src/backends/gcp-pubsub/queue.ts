import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { publisher, serviceAgent, subscriber } from "./access.ts";
import { deadLetterTopicName, ownDeadLettersOf } from "./addresses.ts";
import { alarms } from "./alarms.ts";
import { deadLetterSubscriptionId } from "./dead-letter-subscription.ts";
import { existingSubscriptions } from "./existing.ts";
import { feedResources, NEVER } from "./feed.ts";
import { labels, queueLabels } from "./labels.ts";
import { topicPath } from "./names.ts";
import { providerId } from "./project.ts";
import type { Services } from "./services.ts";
import type { GcpPlace } from "./settings.ts";
import { pubsubTopic } from "./topic.ts";

/** 31 days, the longest that Pub/Sub keeps a message: @pulumi/gcp, SubscriptionArgs.messageRetentionDuration. */
const DEAD_LETTER_RETENTION = "2678400s";

/**
 * A queue: one subscription for each of its events and, shared by them, one dead-letter topic with its subscription,
 * all in the project of the queue's team. Includes the grants of that project's service agent: without them Pub/Sub
 * counts no delivery attempts and redelivers for ever, and says nothing
 * (cloud.google.com/pubsub/docs/handling-failures). Subscriptions come after all that keeps their messages.
 * Of a queue that exists only its alarms are made.
 */
export function queueResources(
  input: BackendInput<GcpPlace>,
  queue: Subscription,
  services: Services,
): readonly CloudResource[] {
  const { stack } = input;
  if (existingSubscriptions(stack, queue) !== undefined) return alarms(input, queue);
  const { team } = queue;
  const place = stack.placeOf(team);
  const { project } = place;
  const agent = serviceAgent(place);

  const retired = queue.retired && { retired: queue.retired };
  const deadLetterLabels = labels(stack.labels, queueLabels(queue, queue.retired));
  const deadLetterTopic = pubsubTopic(
    { team, name: deadLetterTopicName(input, queue), ...retired, id: queue.deadLetterQueue, dependsOn: services.api },
    place,
    deadLetterLabels,
  );
  const deadLetterPath = topicPath(project, deadLetterTopic.name);
  const { name } = ownDeadLettersOf(input, queue);
  const deadLetterSubscription: CloudResource = {
    team,
    name,
    type: "gcp:pubsub/subscription:Subscription",
    id: deadLetterSubscriptionId(queue),
    provider: providerId(place),
    properties: {
      project,
      name,
      topic: deadLetterPath,
      messageRetentionDuration: DEAD_LETTER_RETENTION,
      expirationPolicy: NEVER,
      labels: deadLetterLabels,
    } satisfies Unwrap<SubscriptionArgs>,
    dependsOn: [deadLetterTopic.id],
    holdsMessages: true,
    ...retired,
  };
  const forwards = publisher(deadLetterTopic, place, agent, services.agent);

  const after = [deadLetterTopic.id, deadLetterSubscription.id, forwards.id];
  const feeds = queue.feeds.map((feed) => feedResources(input, queue, feed, deadLetterPath, after, services));
  const acknowledges = feeds.map(({ subscription }) => subscriber(subscription, place, agent, services.agent));
  return [
    deadLetterTopic,
    deadLetterSubscription,
    forwards,
    ...feeds.flatMap(({ grants, subscription }) => [...grants, subscription]),
    ...acknowledges,
    ...alarms(input, queue),
  ];
}
