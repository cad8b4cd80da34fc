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

/** Errors for the values of options that SQS does not take, or that CloudWatch would never see. */
export function checkQueueOptions(input: BackendInput): readonly Diagnostic[] {
  return input.desired.subscriptions.flatMap((subscription) =>
    rangesOf(subscription)
      .filter(({ value, from, to }) => value !== undefined && (value < from || value > to))
      .map(({ what, value, from, to, unit, source }) => ({
        code: "out-of-range",
        severity: "error" as const,
        message: `${subscription.team}/${subscription.queue}: the ${what} is ${value}; SQS takes ${from} to ${to} ${unit} (${source})`,
        span: spanOf(input, subscription.id, subscription.team),
      })),
  );
}

function rangesOf({ delaySeconds, maxMessageBytes, alarms, retentionSeconds }: Subscription): readonly Range[] {
  return [
    {
      what: "delay",
      value: delaySeconds,
      from: 0,
      to: 900,
      unit: "seconds (15 minutes)",
      source: "SQS API Reference, SetQueueAttributes, DelaySeconds",
    },
    {
      what: "maxMessageSize",
      value: maxMessageBytes,
      from: 1024,
      to: 1_048_576,
      unit: "bytes (1 MiB)",
      source: "SQS API Reference, SetQueueAttributes, MaximumMessageSize",
    },
    {
      what: "alarm on the oldest message",
      value: alarms?.oldestMessageSeconds,
      from: 1,
      to: retentionSeconds,
      unit: "seconds, since it keeps no message longer",
      source: "SQS API Reference, SetQueueAttributes, MessageRetentionPeriod",
    },
  ];
}
