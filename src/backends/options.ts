import type { Condition, DesiredState, Feed, Subscription, Topic } from "../desired-state/desired-state.ts";

/**
 * Everything optional that a topology can ask for, in the words of the file. Each backend says of each one whether it does
 * it and how, or why it cannot (`Backend.options`); docs/backends.md is the table of that.
 */
export const OPTIONS = {
  "event.ordered": ofTopics("ordered", (topic) => topic.ordered === true),
  "event.retention": ofTopics("retention", (topic) => topic.retentionSeconds !== undefined),
  "event.registerSchema": ofTopics("registerSchema", (topic) => topic.registerSchema === true),
  "event.retired": ofTopics("retired", (topic) => topic.retired !== undefined),
  "subscription.filter": ofFilters("filter with values", (condition) => typeof condition === "string"),
  "subscription.filter.prefix": ofFilters("filter with prefix", (condition) => "prefix" in Object(condition)),
  "subscription.filter.suffix": ofFilters("filter with suffix", (condition) => "suffix" in Object(condition)),
  "subscription.filter.anythingBut": ofFilters(
    "filter with anythingBut",
    (condition) => "anythingBut" in Object(condition),
  ),
  "subscription.filter.numeric": ofFilters("filter with numeric", (condition) => "numeric" in Object(condition)),
  "subscription.filter.exists": ofFilters("filter with exists", (condition) => "exists" in Object(condition)),
  "subscription.ackDeadline": ofQueues("ackDeadline", () => true),
  "subscription.retention": ofQueues("retention", () => true),
  "subscription.deadLetter": ofQueues("deadLetter.maxDeliveryAttempts", () => true),
  "subscription.retry": ofQueues("retry", (queue) => queue.retry !== undefined),
  "subscription.delay": ofQueues("delay", (queue) => queue.delaySeconds !== undefined),
  "subscription.ordered": ofQueues("ordered", (queue) => queue.ordered === true),
  "subscription.exactlyOnce": ofQueues("exactlyOnce", (queue) => queue.exactlyOnce === true),
  "subscription.delivery": ofQueues("delivery: enveloped", (queue) => queue.delivery === "enveloped"),
  "subscription.maxMessageSize": ofQueues("maxMessageSize", (queue) => queue.maxMessageBytes !== undefined),
  "subscription.alarms.deadLetters": ofQueues("alarms.deadLetters", (queue) => queue.alarms?.deadLetters !== undefined),
  "subscription.alarms.oldestMessage": ofQueues(
    "alarms.oldestMessage",
    (queue) => queue.alarms?.oldestMessageSeconds !== undefined,
  ),
  "subscription.alarms.undeliverable": ofQueues(
    "alarms.undeliverable",
    (queue) => queue.alarms?.undeliverable !== undefined,
  ),
  "subscription.generation": ofQueues("generation", (queue) => queue.key.generation > 1),
  "subscription.retired": ofQueues("retired", (queue) => queue.retired !== undefined),
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

export interface Option {
  /** As the file spells it. */
  readonly key: string;
  /** The elements of the desired state that use it, each once. */
  readonly usedBy: (desired: DesiredState) => readonly OptionUse[];
}

export interface OptionUse {
  readonly id: string;
  /** What it is, for messages: `marketing/CUSTOMER_CREATED`. */
  readonly what: string;
}

/** What a backend does with an option: `works`, how, in a few words; `refused`, why it cannot; `ignored`, why nothing is needed. */
export type Support = { readonly works: string } | { readonly refused: string } | { readonly ignored: string };

export type OptionSupport = Readonly<Record<OptionName, Support>>;

function ofTopics(key: string, uses: (topic: Topic) => boolean): Option {
  return {
    key,
    usedBy: ({ topics }) => topics.filter(uses).map(({ id, event }) => ({ id, what: event })),
  };
}

function ofQueues(key: string, uses: (queue: Subscription) => boolean): Option {
  return {
    key,
    usedBy: ({ subscriptions }) =>
      subscriptions.filter(uses).map(({ id, team, queue }) => ({ id, what: `${team}/${queue}` })),
  };
}

function ofFilters(key: string, uses: (condition: Condition) => boolean): Option {
  const isUsed = ({ filter = {} }: Feed) => Object.values(filter).some((conditions) => conditions.some(uses));
  return ofQueues(key, (queue) => queue.feeds.some(isUsed));
}
