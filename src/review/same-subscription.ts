import type { Feed, Subscription } from "../desired-state/desired-state.ts";

/** What identifies a queue, and what is told elsewhere. */
type NotCompared = "id" | "team" | "key" | "deadLetterQueue";

/** A field that is missing here would change without a word of the review, so the compiler asks for each. */
const COMPARED = {
  queue: true,
  feeds: true,
  maxDeliveryAttempts: true,
  ackDeadlineSeconds: true,
  retentionSeconds: true,
  retry: true,
  maxMessageBytes: true,
  alarms: true,
  eventbridge: true,
  ordered: true,
  exactlyOnce: true,
  delivery: true,
  delaySeconds: true,
  retired: true,
} as const satisfies Readonly<Record<Exclude<keyof Subscription, NotCompared>, true>>;

type Option = Exclude<
  keyof typeof COMPARED,
  "queue" | "feeds" | "maxDeliveryAttempts" | "ackDeadlineSeconds" | "retentionSeconds"
>;
const EVERY_QUEUE_HAS = ["queue", "feeds", "maxDeliveryAttempts", "ackDeadlineSeconds", "retentionSeconds"];
const OPTIONS = Object.keys(COMPARED).filter((field) => !EVERY_QUEUE_HAS.includes(field)) as readonly Option[];

/** Whether two revisions of a queue are the same. Most are, and there are many: the cheapest questions come first. */
export function isSameSubscription(a: Subscription, b: Subscription): boolean {
  return (
    a.ackDeadlineSeconds === b.ackDeadlineSeconds &&
    a.retentionSeconds === b.retentionSeconds &&
    a.maxDeliveryAttempts === b.maxDeliveryAttempts &&
    a.queue === b.queue &&
    a.feeds.length === b.feeds.length &&
    a.feeds.every((feed, index) => isSameFeed(feed, b.feeds[index])) &&
    OPTIONS.every((option) => a[option] === b[option] || isSame(a[option], b[option]))
  );
}

/** Two feeds of one queue. The owner may differ: that is told with the event. */
function isSameFeed(a: Feed, b: Feed | undefined): boolean {
  if (a.topic !== b?.topic || a.retired !== b.retired) return false;
  return a.filter === b.filter || isSame(a.filter, b.filter);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
