/** Every policy value has its default here and nowhere else. Durations in seconds. */
export const DEFAULTS = {
  ackDeadlineSeconds: 30,
  retentionSeconds: 7 * 86_400,
  maxDeliveryAttempts: 5,
} as const;
