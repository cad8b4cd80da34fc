import type { Subscription } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";

interface Range {
  readonly what: string;
  /** Property of `google.pubsub.v1` whose comment states the range. */
  readonly source: string;
  readonly of: (queue: Subscription) => number;
  readonly least: number;
  readonly most: number;
  readonly show: (value: number) => string;
}

/** Cloud reference, section 2.1; none can be raised. */
const RANGES: readonly Range[] = [
  {
    what: "ack deadline",
    source: "Subscription.ack_deadline_seconds",
    of: (queue) => queue.ackDeadlineSeconds,
    least: 10,
    most: 600,
    show: duration,
  },
  {
    what: "retention",
    source: "Subscription.message_retention_duration",
    of: (queue) => queue.retentionSeconds,
    least: 600,
    most: 2_678_400,
    show: duration,
  },
  {
    what: "number of delivery attempts before dead-lettering",
    source: "DeadLetterPolicy.max_delivery_attempts",
    of: (queue) => queue.maxDeliveryAttempts,
    least: 5,
    most: 100,
    show: String,
  },
];

/** Errors for the numbers of queues that Pub/Sub refuses. */
export function checkRanges({ desired, origins, stack }: BackendInput): readonly Diagnostic[] {
  return desired.subscriptions.flatMap((queue) =>
    RANGES.filter(({ of, least, most }) => of(queue) < least || of(queue) > most).map(
      ({ what, source, of, least, most, show }) => ({
        code: "out-of-range",
        severity: "error" as const,
        message: `the ${what} of ${queue.team}/${queue.queue} is ${show(of(queue))}; Pub/Sub takes ${show(least)} to ${show(most)} (${source}): give one in that range`,
        span: origins.get(queue.id) ?? stack.spanOf([]),
      }),
    ),
  );
}

function duration(seconds: number): string {
  const [size, unit] = (
    [
      [86_400, "d"],
      [3_600, "h"],
      [60, "m"],
    ] as const
  ).find(([size]) => seconds >= size && seconds % size === 0) ?? [1, "s"];
  return `${seconds / size}${unit}`;
}
