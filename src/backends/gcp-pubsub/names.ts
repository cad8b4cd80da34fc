import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { composeName, type NameRule, queueSuffix } from "../name.ts";

/** Topic.name in google/pubsub/v1/pubsub.proto; the same text stands for subscriptions. */
export const PUBSUB_NAME = /^(?!goog)[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}$/;

const RULE: NameRule = { legal: /[A-Za-z0-9\-_.~+%]/, limit: 255 };

export function topicName(organization: string, event: string): string {
  return composeName(RULE, [organization, event]);
}

/** Name of the schema of an event's messages; the same rule as for topics. */
export function schemaName(organization: string, event: string): string {
  return topicName(organization, event);
}

/**
 * Name of the one Pub/Sub subscription that carries one event into a queue. It depends on nothing but queue and event,
 * so that a queue can gain and lose other events; `~` is legal here and in no name of the file.
 */
export function subscriptionName(
  organization: string,
  { key }: Pick<Subscription, "key">,
  { event }: Pick<Feed, "event">,
): string {
  const { team, queue } = key;
  return composeName(RULE, [organization, team, queue === event ? queue : `${queue}~${event}`], queueSuffix(key));
}

/** Name of a queue's dead-letter topic and of the subscription that keeps its messages. */
export function deadLetterName(organization: string, { key }: Pick<Subscription, "key">): string {
  return composeName(RULE, [organization, key.team, key.queue], queueSuffix(key, "dlq"));
}

export function topicPath(project: string, name: string): string {
  return `projects/${project}/topics/${name}`;
}

export function subscriptionPath(project: string, name: string): string {
  return `projects/${project}/subscriptions/${name}`;
}

export function schemaPath(project: string, name: string): string {
  return `projects/${project}/schemas/${name}`;
}
