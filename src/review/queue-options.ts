import type { Subscription } from "../desired-state/desired-state.ts";
import { durationOf } from "../duration.ts";
import { count } from "../report/summary.ts";
import { sizeOf } from "../topology/size.ts";
import { type Aspect, limitAspect, switchAspect } from "./aspect.ts";
import { detail } from "./detail.ts";

const RETRY = "A message that the consumer refused waits for another time before it is delivered again.";
const SMALLER =
  "Messages above the new size no longer reach the queue; where the cloud keeps what it cannot deliver, they are in the undeliverable queue.";
const LARGER = "The consumer can get larger messages than before.";
const ALARMS = "The team is told from other values on.";
const NO_ALARMS = "Nobody is told any more.";
const DELIVERY_RETRY = "How long EventBridge tries before it puts a message into the undeliverable queue.";
const IN_ORDER = "Messages of one key come in order; one that fails holds up those behind it.";
const NOT_IN_ORDER = "Messages of one key can come in another order than they were published.";
const ORDER_LOST =
  "Whether a queue keeps the order cannot be changed in place: it would be deleted and made anew, which the deploy refuses. A new generation beside the old one loses no message.";
const ONCE = "What was acknowledged is not delivered again.";
const NOT_ONCE = "What was acknowledged can be delivered again; the consumer has to be ready for it.";
const BODY = "The consumer gets another body than the one it was written for.";
const LATER = "Each message is held back for longer before it can be received.";
const SOONER = "Each message can be received sooner.";

/** Beyond the limits that every queue has: what most queues have nothing of. */
export function optionAspects(base: Subscription, head: Subscription): readonly Aspect[] {
  return [
    ...plain("retry", "retry changed", "safe", RETRY, retryText(base.retry), retryText(head.retry)),
    ...limitAspect("message size", base.maxMessageBytes, head.maxMessageBytes, sizeOf, {
      down: ["lowered", "attention", SMALLER],
      up: ["raised", "safe", LARGER],
      absent: Number.POSITIVE_INFINITY,
    }),
    ...alarmsAspect(base, head),
    ...plain(
      "delivery retry of EventBridge",
      "delivery retry of EventBridge changed",
      "attention",
      DELIVERY_RETRY,
      deliveryRetryText(base.eventbridge),
      deliveryRetryText(head.eventbridge),
    ),
    ...switchAspect(
      "ordered",
      base.ordered === true,
      head.ordered === true,
      { on: ["in order from now on", "attention", IN_ORDER], off: ["no longer in order", "attention", NOT_IN_ORDER] },
      { whereNotInPlace: ORDER_LOST },
    ),
    ...switchAspect("exactly once", base.exactlyOnce === true, head.exactlyOnce === true, {
      on: ["exactly once from now on", "safe", ONCE],
      off: ["no longer exactly once", "attention", NOT_ONCE],
    }),
    ...plain(
      "delivery",
      `${head.delivery ?? "raw"} delivery`,
      "dangerous",
      BODY,
      base.delivery ?? "raw",
      head.delivery ?? "raw",
    ),
    ...limitAspect("delay", base.delaySeconds, head.delaySeconds, durationOf, {
      down: ["shortened", "safe", SOONER],
      up: ["extended", "attention", LATER],
    }),
  ];
}

function plain(
  field: string,
  summary: string,
  severity: Aspect["severity"],
  reason: string,
  from: string,
  to: string,
): readonly Aspect[] {
  const details = detail(field, from, to);
  return details.length === 0 ? [] : [{ summary, severity, reason, details, owners: [] }];
}

function alarmsAspect({ alarms: before }: Subscription, { alarms: after }: Subscription): readonly Aspect[] {
  const names = ["deadLetters", "oldestMessageSeconds", "undeliverable"] as const;
  const isLost = names.some((name) => before?.[name] !== undefined && after?.[name] === undefined);
  return plain(
    "alarms",
    isLost ? "alarm removed" : before === undefined ? "alarms added" : "alarms changed",
    isLost ? "attention" : "safe",
    isLost ? NO_ALARMS : ALARMS,
    alarmsText(before),
    alarmsText(after),
  );
}

function alarmsText(alarms: Subscription["alarms"]): string {
  const { deadLetters, oldestMessageSeconds, undeliverable } = alarms ?? {};
  return texts(
    [
      deadLetters !== undefined && count(deadLetters, "dead letter"),
      oldestMessageSeconds !== undefined && `oldest message ${durationOf(oldestMessageSeconds)}`,
      undeliverable !== undefined && `${undeliverable} undeliverable`,
    ],
    "none",
  );
}

function retryText(retry: Subscription["retry"]): string {
  const { minimumSeconds, maximumSeconds } = retry ?? {};
  return texts([
    minimumSeconds !== undefined && `from ${durationOf(minimumSeconds)}`,
    maximumSeconds !== undefined && `up to ${durationOf(maximumSeconds)}`,
  ]);
}

function deliveryRetryText(options: Subscription["eventbridge"]): string {
  const { maximumAgeSeconds, maximumAttempts } = options?.deliveryRetry ?? {};
  return texts([
    maximumAgeSeconds !== undefined && `${durationOf(maximumAgeSeconds)}`,
    maximumAttempts !== undefined && `${maximumAttempts} attempts`,
  ]);
}

function texts(parts: readonly (string | false)[], nothing = "the default"): string {
  return parts.filter((part) => part !== false).join(", ") || nothing;
}
