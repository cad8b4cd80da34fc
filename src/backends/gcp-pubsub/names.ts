import type { Feed, Subscription } from "../../desired-state/desired-state.ts";
import { composeName, type NameRule } from "../name.ts";

/** Topic.name in google/pubsub/v1/pubsub.proto; the same text stands for subscriptions. */
export const PUBSUB_NAME = /^(?!goog)[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}$/;

const RULE: NameRule = { legal: /[A-Za-z0-9\-_.~+%]/, limit: 255 };

export function topicName(organization: string, event: string): string {
  return composeName(RULE, [organization, event]);
}

/**
 * Name of the one Pub/Sub subscription that carries one event into a queue. It depends on nothing but queue and event,
 * so that a queue can gain and lose other events; `~` is legal here and in no name of the file.
 */
export function subscriptionName(organization: string, { team, queue }: Subscription, { event }: Feed): string {
  return composeName(RULE, [organization, team, queue === event ? queue : `${queue}~${event}`]);
}

/** Name of a queue's dead-letter topic and of the subscription that keeps its messages. */
export function deadLetterName(organization: string, { team, queue }: Subscription): string {
  return composeName(RULE, [organization, team, queue], "dlq");
}

export function topicPath(project: string, name: string): string {
  return `projects/${project}/topics/${name}`;
}

export function subscriptionPath(project: string, name: string): string {
  return `projects/${project}/subscriptions/${name}`;
}
