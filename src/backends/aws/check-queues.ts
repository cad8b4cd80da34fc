import type { Subscription } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { spanOf } from "./span.ts";

interface Range {
  readonly what: string;
  readonly value: number | undefined;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly source: string;
}

/** Errors for the subscriptions' values that SQS does not take, or that CloudWatch would never see. */
export function checkQueues(input: BackendInput): readonly Diagnostic[] {
  return input.desired.subscriptions.flatMap((subscription) =>
    rangesOf(subscription)
      .filter(isOutside)
      .map(({ what, value, from, to, unit, source }) => ({
        code: "out-of-range",
        severity: "error" as const,
        message: `${subscription.team}/${subscription.queue}: the ${what} is ${value}; SQS takes ${from} to ${to} ${unit} (${source})`,
        span: spanOf(input, subscription.id, subscription.team),
      })),
  );
}

function isOutside({ value, from, to }: Range): boolean {
  return value !== undefined && (!Number.isInteger(value) || value < from || value > to);
}

function rangesOf(subscription: Subscription): readonly Range[] {
  return [
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
    {
      what: "delay",
      value: subscription.delaySeconds,
      from: 0,
      to: 900,
      unit: "seconds (15 minutes)",
      source: "SQS API Reference, SetQueueAttributes, DelaySeconds",
    },
    {
      what: "maxMessageSize",
      value: subscription.maxMessageBytes,
      from: 1024,
      to: 1_048_576,
      unit: "bytes (1 MiB)",
      source: "SQS API Reference, SetQueueAttributes, MaximumMessageSize",
    },
    {
      what: "alarm on the oldest message",
      value: subscription.alarms?.oldestMessageSeconds,
      from: 1,
      to: subscription.retentionSeconds,
      unit: "seconds, since it keeps no message longer",
      source: "SQS API Reference, SetQueueAttributes, MessageRetentionPeriod",
    },
  ];
}
