import type { Subscription, Topic } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { durationOf } from "../../duration.ts";
import type { BackendInput } from "../backend.ts";

interface Range<Of> {
  readonly what: string;
  /** Property of `google.pubsub.v1` whose comment states the range. */
  readonly source: string;
  /** Undefined where it is not given. */
  readonly of: (element: Of) => number | undefined;
  readonly least: number;
  readonly most: number;
  readonly show: (value: number) => string;
}

/** Shortest and longest that Pub/Sub keeps messages, in seconds. */
const RETENTION = { least: 600, most: 2_678_400, show: durationOf };
const BACKOFF = { least: 0, most: 600, show: durationOf };

/** Cloud reference, section 2.1; none can be raised. */
const OF_QUEUES: readonly Range<Subscription>[] = [
  {
    what: "ack deadline",
    source: "Subscription.ack_deadline_seconds",
    of: (queue) => queue.ackDeadlineSeconds,
    least: 10,
    most: 600,
    show: durationOf,
  },
  {
    what: "retention",
    source: "Subscription.message_retention_duration",
    of: (queue) => queue.retentionSeconds,
    ...RETENTION,
  },
  {
    what: "number of delivery attempts before dead-lettering",
    source: "DeadLetterPolicy.max_delivery_attempts",
    of: (queue) => queue.maxDeliveryAttempts,
    least: 5,
    most: 100,
    show: String,
  },
  {
    what: "shortest wait before a retry",
    source: "RetryPolicy.minimum_backoff",
    of: (queue) => queue.retry?.minimumSeconds,
    ...BACKOFF,
  },
  {
    what: "longest wait before a retry",
    source: "RetryPolicy.maximum_backoff",
    of: (queue) => queue.retry?.maximumSeconds,
    ...BACKOFF,
  },
];

const OF_TOPICS: readonly Range<Topic>[] = [
  {
    what: "retention",
    source: "Topic.message_retention_duration",
    of: (topic) => topic.retentionSeconds,
    ...RETENTION,
  },
];

/** Errors for the numbers of topics and queues that Pub/Sub refuses. */
export function checkRanges({ desired, origins, stack }: BackendInput): readonly Diagnostic[] {
  const problem = (id: string, message: string): Diagnostic => ({
    code: "out-of-range",
    severity: "error",
    message,
    span: origins.get(id) ?? stack.spanOf([]),
  });
  return [
    ...desired.topics.flatMap((topic) =>
      outside(OF_TOPICS, topic, topic.event).map((message) => problem(topic.id, message)),
    ),
    ...desired.subscriptions.flatMap((queue) =>
      outside(OF_QUEUES, queue, `${queue.team}/${queue.queue}`).map((message) => problem(queue.id, message)),
    ),
  ];
}

function outside<Of>(ranges: readonly Range<Of>[], element: Of, name: string): readonly string[] {
  return ranges.flatMap(({ what, source, of, least, most, show }) => {
    const value = of(element);
    if (value === undefined || (value >= least && value <= most)) return [];
    return `the ${what} of ${name} is ${show(value)}; Pub/Sub takes ${show(least)} to ${show(most)} (${source}): give one in that range`;
  });
}
