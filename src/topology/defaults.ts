/**
 * What a schema promises when the event does not say. An owner changes its event without asking: `forward` is the promise
 * that consumers that exist, with the schema they were built for, are not broken by it. `backward` would protect those that
 * move to the new schema from old data; they choose the day of that, and old data is gone after the queue's retention.
 */
export const DEFAULT_COMPATIBILITY = "forward";

/** Every policy value has its default here and nowhere else. Durations in seconds. */
export const DEFAULTS = {
  ackDeadlineSeconds: 30,
  retentionSeconds: 7 * 86_400,
  maxDeliveryAttempts: 5,
} as const;
