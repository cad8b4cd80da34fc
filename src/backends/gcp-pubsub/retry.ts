import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";

/** Pub/Sub's own defaults, in seconds: @pulumi/gcp, SubscriptionRetryPolicy. */
const DEFAULTS = { minimum: 10, maximum: 600 };

/**
 * The wait before a message is delivered again, always written down: without a policy Pub/Sub would redeliver at once
 * (SubscriptionArgs.retryPolicy). What is not given is the default, or the other one where the default is beyond that.
 */
export function retryPolicy({ retry = {} }: Pick<Subscription, "retry">) {
  const { minimumSeconds, maximumSeconds } = retry;
  const minimum = minimumSeconds ?? Math.min(DEFAULTS.minimum, maximumSeconds ?? DEFAULTS.maximum);
  const maximum = maximumSeconds ?? Math.max(DEFAULTS.maximum, minimum);
  return { retryPolicy: { minimumBackoff: `${minimum}s`, maximumBackoff: `${maximum}s` } } satisfies Pick<
    Unwrap<SubscriptionArgs>,
    "retryPolicy"
  >;
}
