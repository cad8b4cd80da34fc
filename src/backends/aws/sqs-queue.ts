import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { QueuePolicyArgs } from "@pulumi/aws/sqs/queuePolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import type { NamedQueue } from "./queue-names.ts";
import { tags } from "./tags.ts";

/** The longest that SQS keeps a message: 14 days, in seconds (SQS API Reference, SetQueueAttributes). */
const LONGEST_RETENTION = 1_209_600;
/**
 * 1 MiB, the API's own default. The provider's is 256 KiB, which would refuse what EventBridge accepts
 * (cloud reference, section 2.2, maxMessageSize).
 */
const MESSAGE_BYTES = 1_048_576;
/** Long polling at its longest: no empty answers while a queue is idle. */
const WAIT_SECONDS = 20;

/**
 * Any queue of the account may name a queue as its dead-letter queue unless that one says otherwise (SQS API Reference,
 * SetQueueAttributes, RedriveAllowPolicy), and SQS then moves messages into it without asking its policy.
 */
export const NOBODYS_DEAD_LETTERS = canonicalJson({ redrivePermission: "denyAll" });

/** Whose queue it is and who makes it. */
export interface QueueOf {
  readonly subscription: Subscription;
  readonly provider: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface QueueSettings {
  readonly messageRetentionSeconds?: number;
  readonly redrivePolicy?: string;
  readonly redriveAllowPolicy?: string;
}

/** A queue of a subscription; it keeps messages for the longest time unless `more` says otherwise. */
export function sqsQueue(
  { subscription, provider, labels }: QueueOf,
  id: string,
  { name }: NamedQueue,
  more: QueueSettings = {},
): CloudResource {
  const { team, queue } = subscription;
  return {
    type: "aws:sqs/queue:Queue",
    id,
    name,
    team,
    provider,
    properties: {
      name,
      maxMessageSize: MESSAGE_BYTES,
      messageRetentionSeconds: LONGEST_RETENTION,
      receiveWaitTimeSeconds: WAIT_SECONDS,
      sqsManagedSseEnabled: true,
      tags: tags(labels, { team, queue }),
      visibilityTimeoutSeconds: subscription.ackDeadlineSeconds,
      ...more,
    } satisfies Unwrap<QueueArgs>,
    dependsOn: [],
    holdsMessages: true,
  };
}

/** The only policy of the queue `of`. It stays while the queue lives. */
export function queuePolicy(
  { subscription, provider }: QueueOf,
  of: string,
  { name, url }: NamedQueue,
  policy: string,
): CloudResource {
  return {
    type: "aws:sqs/queuePolicy:QueuePolicy",
    id: partOf("policy", of),
    name,
    team: subscription.team,
    provider,
    properties: { queueUrl: url, policy } satisfies Unwrap<QueuePolicyArgs>,
    dependsOn: [of],
    holdsMessages: false,
    retainOnDelete: true,
    deletedWith: of,
  };
}
