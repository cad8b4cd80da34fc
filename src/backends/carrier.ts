/**
 * What messages need a resource for. `store`: they wait in it until somebody has handled them. `topic`: they pass through
 * it, and the subscriptions hang on it. `bus`: they pass through it, and all that hangs on it is made anew with it.
 * `key`: what waits is encrypted with it; it leaves a stack but is never deleted in the cloud.
 */
export type Carrier = "store" | "topic" | "bus" | "key";

const CARRIERS: Readonly<Record<string, Carrier>> = {
  "aws:cloudwatch/eventBus:EventBus": "bus",
  "aws:kms/key:Key": "key",
  "aws:sns/topic:Topic": "topic",
  "aws:sqs/queue:Queue": "store",
  "gcp:pubsub/subscription:Subscription": "store",
  "gcp:pubsub/topic:Topic": "topic",
};

/** @returns undefined for what carries no messages: policies, grants, attachments. */
export function carrierOf(type: string): Carrier | undefined {
  return CARRIERS[type];
}

/** Whether messages can be lost with a resource of the type: `CloudResource.holdsMessages`, for what only the type is known of. */
export function holdsMessages(type: string): boolean {
  const carrier = carrierOf(type);
  return carrier !== undefined && carrier !== "bus";
}
