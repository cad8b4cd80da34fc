import { secondsOf } from "../duration.ts";
import { mapOf } from "./loose.ts";
import { bytesOf } from "./size.ts";
import type { Alarms, EventBridgeOptions, SubscriptionPolicy } from "./topology.ts";

type Given = Readonly<Record<string, unknown>>;

/** What most subscriptions say of how the queue works. */
export const NO_POLICY: SubscriptionPolicy = Object.freeze({});
const KEYS = ["ackDeadline", "retention", "deadLetter", "retry", "maxMessageSize", "alarms", "eventbridge"] as const;

/** What a subscription, or the defaults of all, say of how the queue works. */
export function policyOf(options: Given): SubscriptionPolicy {
  if (KEYS.every((key) => options[key] === undefined)) return NO_POLICY;
  return given({
    ackDeadlineSeconds: secondsOf(options["ackDeadline"]),
    retentionSeconds: secondsOf(options["retention"]),
    maxDeliveryAttempts: numberOf(mapOf(options["deadLetter"])["maxDeliveryAttempts"]),
    retry: retryOf(mapOf(options["retry"])),
    maxMessageBytes: bytesOf(options["maxMessageSize"]),
    alarms: alarmsOf(mapOf(options["alarms"])),
    eventbridge: eventbridgeOf(mapOf(options["eventbridge"])),
  });
}

function retryOf(retry: Given): SubscriptionPolicy["retry"] | undefined {
  return some({ minimumSeconds: secondsOf(retry["minimum"]), maximumSeconds: secondsOf(retry["maximum"]) });
}

function alarmsOf(alarms: Given): Alarms | undefined {
  return some({
    deadLetters: numberOf(alarms["deadLetters"]),
    oldestMessageSeconds: secondsOf(alarms["oldestMessage"]),
    undeliverable: numberOf(alarms["undeliverable"]),
  });
}

function eventbridgeOf(options: Given): EventBridgeOptions | undefined {
  const retry = mapOf(options["deliveryRetry"]);
  const deliveryRetry = some({
    maximumAgeSeconds: secondsOf(retry["maximumAge"]),
    maximumAttempts: numberOf(retry["maximumAttempts"]),
  });
  return some({ deliveryRetry });
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

function given<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}

function some<T extends object>(values: T): Present<T> | undefined {
  const present = given(values);
  return Object.keys(present).length === 0 ? undefined : present;
}
