import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Retirement, Subscription } from "../../desired-state/desired-state.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import type { EncryptionKey } from "./encryption-key.ts";
import type { NamedQueue } from "./queue-names.ts";
import { taggedAs, tags } from "./tags.ts";

/** The longest that SQS keeps a message: 14 days, in seconds (SQS API Reference, SetQueueAttributes). */
const LONGEST_RETENTION = 1_209_600;
/**
 * 1 MiB, the API's own default. The provider's is 256 KiB, which would refuse what EventBridge accepts
 * (cloud reference, section 2.2, maxMessageSize).
 */
const MESSAGE_BYTES = 1_048_576;

/**
 * Of a FIFO queue. Order and duplicates are a matter of each message group, so that groups do not slow each other down
 * (SQS Developer Guide, "High throughput for FIFO queues"). What comes without a deduplication id, from an operator who
 * sends dead letters again, is compared by its content.
 */
const FIFO = {
  fifoQueue: true,
  contentBasedDeduplication: true,
  deduplicationScope: "messageGroup",
  fifoThroughputLimit: "perMessageGroupId",
} as const;
/** Long polling at its longest: no empty answers while a queue is idle. */
const WAIT_SECONDS = 20;

/**
 * Any queue of the account may name a queue as its dead-letter queue unless that one says otherwise (SQS API Reference,
 * SetQueueAttributes, RedriveAllowPolicy), and SQS then moves messages into it without asking its policy.
 */
const NOBODYS_DEAD_LETTERS = canonicalJson({ redrivePermission: "denyAll" });

/** Whose queue it is and who makes it. */
export interface QueueOf {
  readonly subscription: Subscription;
  readonly provider: string;
  readonly labels: Readonly<Record<string, string>>;
  /** That of the team in whose place the queue stands; SQS encrypts with a key of its own when there is none. */
  readonly key?: EncryptionKey | undefined;
}

interface QueueSettings {
  /** The only policy of the queue. */
  readonly policy: string;
  readonly delaySeconds?: number;
  readonly maxMessageSize?: number;
  readonly messageRetentionSeconds?: number;
  readonly redrivePolicy?: string;
  readonly redriveAllowPolicy?: string;
}

/**
 * A queue of a subscription; it keeps the largest messages for the longest time, and is the dead-letter queue of none,
 * unless `settings` say otherwise. Its policies are properties of it and no resources beside it: no queue is ever without
 * its policy, and nothing can take that off a live queue.
 * @param retired how it is going to be removed, where that is not as the subscription
 */
export function sqsQueue(
  { subscription, provider, labels, key }: QueueOf,
  id: string,
  { name, fifo }: NamedQueue,
  settings: QueueSettings,
  retired: Retirement | undefined = subscription.retired,
): CloudResource {
  const { team } = subscription;
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
      ...(key === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: key.reference }),
      tags: tags(labels, { ...taggedAs(subscription), ...(retired !== undefined && { retired }) }),
      visibilityTimeoutSeconds: subscription.ackDeadlineSeconds,
      ...(fifo && FIFO),
      redriveAllowPolicy: NOBODYS_DEAD_LETTERS,
      ...settings,
    } satisfies Unwrap<QueueArgs>,
    dependsOn: key?.dependsOn ?? [],
    holdsMessages: true,
    ...(retired !== undefined && { retired }),
  };
}
