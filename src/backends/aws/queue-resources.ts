import type { QueueArgs } from "@pulumi/aws/sqs/queue.js";
import type { QueuePolicyArgs } from "@pulumi/aws/sqs/queuePolicy.js";
import type { RedriveAllowPolicyArgs } from "@pulumi/aws/sqs/redriveAllowPolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { id, partOf } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import type { AwsPlace } from "./place.ts";
import { type NamedQueue, queueTrio } from "./queue-names.ts";
import { type Feeder, queuePolicies } from "./queue-policies.ts";
import { rolesOf } from "./role.ts";
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
const NOBODYS_DEAD_LETTERS = canonicalJson({ redrivePermission: "denyAll" });

/** Ids of a subscription's queues and of what is attached to them; the others of a backend refer to them. */
export function queueIds(subscription: Subscription) {
  const main = subscription.id;
  const deadLetter = subscription.deadLetterQueue;
  const undeliverable = id("undeliverable-queue", subscription.team, subscription.queue);
  return {
    main,
    deadLetter,
    undeliverable,
    mainPolicy: partOf("policy", main),
    deadLetterPolicy: partOf("policy", deadLetter),
    undeliverablePolicy: partOf("policy", undeliverable),
    redriveAllow: partOf("redrive-allow", deadLetter),
  } as const;
}

/**
 * The queues of one subscription with everything attached to them: main, dead-letter and undeliverable queue, one
 * policy each, and the permission of the main queue to use the dead-letter queue, which nobody else gets.
 */
export function queueResources(
  { desired, stack }: BackendInput<AwsPlace>,
  subscription: Subscription,
  feeder: Feeder,
): readonly CloudResource[] {
  const { team, queue } = subscription;
  const queues = queueTrio(stack.place, desired.organization, team, queue);
  const policies = queuePolicies(stack.place, queues, feeder, rolesOf(principalsOf(stack, team).consumers));
  const ids = queueIds(subscription);
  const tagged = tags(stack.labels, { team, queue });

  return [
    sqsQueue(ids.deadLetter, queues.deadLetter, LONGEST_RETENTION),
    sqsQueue(ids.undeliverable, queues.undeliverable, LONGEST_RETENTION, [], {
      redriveAllowPolicy: NOBODYS_DEAD_LETTERS,
    }),
    sqsQueue(ids.main, queues.main, subscription.retentionSeconds, [ids.deadLetter], {
      redrivePolicy: canonicalJson({
        deadLetterTargetArn: queues.deadLetter.arn,
        maxReceiveCount: subscription.maxDeliveryAttempts,
      }),
      redriveAllowPolicy: NOBODYS_DEAD_LETTERS,
    }),
    queuePolicy(ids.mainPolicy, ids.main, queues.main, policies.main),
    queuePolicy(ids.deadLetterPolicy, ids.deadLetter, queues.deadLetter, policies.deadLetter),
    queuePolicy(ids.undeliverablePolicy, ids.undeliverable, queues.undeliverable, policies.undeliverable),
    {
      type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
      id: ids.redriveAllow,
      name: queues.deadLetter.name,
      team,
      properties: {
        queueUrl: queues.deadLetter.url,
        redriveAllowPolicy: canonicalJson({ redrivePermission: "byQueue", sourceQueueArns: [queues.main.arn] }),
      } satisfies Unwrap<RedriveAllowPolicyArgs>,
      dependsOn: [ids.deadLetter, ids.main],
      holdsMessages: false,
      retainOnDelete: true,
      deletedWith: ids.deadLetter,
    },
  ];

  function sqsQueue(
    id: string,
    { name }: NamedQueue,
    retentionSeconds: number,
    dependsOn: readonly string[] = [],
    more: { readonly redrivePolicy?: string; readonly redriveAllowPolicy?: string } = {},
  ): CloudResource {
    return {
      type: "aws:sqs/queue:Queue",
      id,
      name,
      team,
      properties: {
        name,
        maxMessageSize: MESSAGE_BYTES,
        messageRetentionSeconds: retentionSeconds,
        receiveWaitTimeSeconds: WAIT_SECONDS,
        sqsManagedSseEnabled: true,
        tags: tagged,
        visibilityTimeoutSeconds: subscription.ackDeadlineSeconds,
        ...more,
      } satisfies Unwrap<QueueArgs>,
      dependsOn,
      holdsMessages: true,
    };
  }

  function queuePolicy(id: string, of: string, { name, url }: NamedQueue, policy: string): CloudResource {
    return {
      type: "aws:sqs/queuePolicy:QueuePolicy",
      id,
      name,
      team,
      properties: { queueUrl: url, policy } satisfies Unwrap<QueuePolicyArgs>,
      dependsOn: [of],
      holdsMessages: false,
      retainOnDelete: true,
      deletedWith: of,
    };
  }
}
