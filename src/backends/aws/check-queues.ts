import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { spanOf } from "./span.ts";

interface Range {
  readonly what: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly source: string;
}

/** Errors for the subscriptions' values that SQS does not take. */
export function checkQueues(input: BackendInput): readonly Diagnostic[] {
  return input.desired.subscriptions.flatMap((subscription) => {
    const ranges: readonly Range[] = [
      {
        what: "ack deadline",
        value: subscription.ackDeadlineSeconds,
        from: 0,
        to: 43_200,
        unit: "seconds (12 hours)",
        source: "SQS API Reference, SetQueueAttributes, VisibilityTimeout",
      },
      {
        what: "retention",
        value: subscription.retentionSeconds,
        from: 60,
        to: 1_209_600,
        unit: "seconds (14 days)",
        source: "SQS API Reference, SetQueueAttributes, MessageRetentionPeriod",
      },
      {
        what: "maxDeliveryAttempts",
        value: subscription.maxDeliveryAttempts,
        from: 1,
        to: 1000,
        unit: "attempts",
        source: "SQS, maxReceiveCount of a redrive policy",
      },
    ];
    return ranges
      .filter(({ value, from, to }) => !Number.isInteger(value) || value < from || value > to)
      .map(({ what, value, from, to, unit, source }) => ({
        code: "out-of-range",
        severity: "error" as const,
        message: `${subscription.team}/${subscription.queue}: the ${what} is ${value}; SQS takes ${from} to ${to} ${unit} (${source})`,
        span: spanOf(input, subscription.id, subscription.team),
      }));
  });
}
