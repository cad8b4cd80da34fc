import type { Feed, Subscription, Topic } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { adoptedName } from "../adoption.ts";
import type { BackendInput } from "../backend.ts";
import { deadLetterSubscriptionId } from "./dead-letter-subscription.ts";
import { type ExistingTopic, existingFeed, existingSubscriptions, existingTopic } from "./existing.ts";
import { SUBSCRIPTION, TOPIC } from "./imports.ts";
import { deadLetterName, subscriptionName, subscriptionPath, topicName, topicPath } from "./names.ts";
import type { GcpPlace } from "./settings.ts";

type Input = Pick<BackendInput<GcpPlace>, "desired" | "stack">;

/** The topic of an event in this stack: made, adopted under the name it has, or existing. */
export interface TopicOf {
  readonly name: string;
  readonly path: string;
  readonly project: string;
  /** It is not ours to change. */
  readonly existing?: ExistingTopic;
}

export function topicOf({ desired, stack }: Input, { event, team }: Pick<Topic, "event" | "team">): TopicOf {
  const existing = existingTopic(stack, event);
  if (existing !== undefined) return { name: existing.name, path: existing.path, project: existing.project, existing };
  const { project } = stack.placeOf(team);
  const name = adoptedName(stack, id("topic", event), TOPIC) ?? topicName(desired.organization, event);
  return { name, path: topicPath(project, name), project };
}

/** The place of a team in a project: from there grants on what exists in it can be made. */
export function placeIn({ desired, stack }: Input, project: string): GcpPlace | undefined {
  return desired.teams.map(({ name }) => stack.placeOf(name)).find((place) => place.project === project);
}

/** A subscription in the project of its queue's team. */
export interface SubscriptionOf {
  readonly name: string;
  readonly path: string;
}

/** The subscription that carries one event into a queue. */
export function subscriptionOf({ desired, stack }: Input, queue: Subscription, feed: Feed): SubscriptionOf {
  const existing = existingSubscriptions(stack, queue);
  const path = existing && existingFeed(existing, feed);
  if (path !== undefined) return { name: nameIn(path), path };
  const name = adoptedName(stack, feed.id, SUBSCRIPTION) ?? subscriptionName(desired.organization, queue, feed);
  return { name, path: subscriptionPath(stack.placeOf(queue.team).project, name) };
}

/** Where the dead letters of a queue wait; undefined for a queue that exists and of which the stack does not say it. */
export function deadLettersOf(input: Input, queue: Subscription): SubscriptionOf | undefined {
  const existing = existingSubscriptions(input.stack, queue);
  if (existing === undefined) return ownDeadLettersOf(input, queue);
  const path = existing.deadLetter;
  return path === undefined ? undefined : { name: nameIn(path), path };
}

/** The subscription that keeps the dead letters of a queue that is ours. */
export function ownDeadLettersOf({ desired, stack }: Input, queue: Subscription): SubscriptionOf {
  const adopted = adoptedName(stack, deadLetterSubscriptionId(queue), SUBSCRIPTION);
  const name = adopted ?? deadLetterName(desired.organization, queue);
  return { name, path: subscriptionPath(stack.placeOf(queue.team).project, name) };
}

/** Name of the dead-letter topic of a queue that is ours. */
export function deadLetterTopicName({ desired, stack }: Input, queue: Subscription): string {
  return adoptedName(stack, queue.deadLetterQueue, TOPIC) ?? deadLetterName(desired.organization, queue);
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
