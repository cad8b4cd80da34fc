import type { RedriveAllowPolicyArgs } from "@pulumi/aws/sqs/redriveAllowPolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { id, partOf } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import type { AwsPlace } from "./place.ts";
import { providerId } from "./places.ts";
import { queueTrio } from "./queue-names.ts";
import { type Feeder, queuePolicies } from "./queue-policies.ts";
import { rolesOf } from "./role.ts";
import { NOBODYS_DEAD_LETTERS, queuePolicy, sqsQueue } from "./sqs-queue.ts";

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
  const place = stack.placeOf(team);
  const queues = queueTrio(place, desired.organization, team, queue);
  const policies = queuePolicies(queues, feeder, rolesOf(principalsOf(stack, team).consumers));
  const ids = queueIds(subscription);
  const of = { subscription, provider: providerId(place), labels: stack.labels };

  return [
    sqsQueue(of, ids.deadLetter, queues.deadLetter),
    sqsQueue(of, ids.undeliverable, queues.undeliverable, { redriveAllowPolicy: NOBODYS_DEAD_LETTERS }),
    {
      ...sqsQueue(of, ids.main, queues.main, {
        messageRetentionSeconds: subscription.retentionSeconds,
        redrivePolicy: canonicalJson({
          deadLetterTargetArn: queues.deadLetter.arn,
          maxReceiveCount: subscription.maxDeliveryAttempts,
        }),
        redriveAllowPolicy: NOBODYS_DEAD_LETTERS,
      }),
      dependsOn: [ids.deadLetter],
    },
    queuePolicy(of, ids.main, queues.main, policies.main),
    queuePolicy(of, ids.deadLetter, queues.deadLetter, policies.deadLetter),
    queuePolicy(of, ids.undeliverable, queues.undeliverable, policies.undeliverable),
    {
      type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
      id: ids.redriveAllow,
      name: queues.deadLetter.name,
      team,
      provider: of.provider,
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
}
