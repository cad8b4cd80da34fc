import type { Subscription } from "../../desired-state/desired-state.ts";
import { id, queueInIds } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import { deadLetterAlarm, oldestMessageAlarm, undeliverableAlarm } from "./alarms.ts";
import { encryptionKey } from "./encryption-key.ts";
import type { AwsPlace } from "./place.ts";
import { providerId } from "./places.ts";
import { type Feeder, queuePolicies, undeliverablePolicy } from "./queue-policies.ts";
import { managedQueues, queuesOf } from "./queues-of.ts";
import { rolesOf } from "./role.ts";
import { sqsQueue } from "./sqs-queue.ts";
import { undeliverableQueues } from "./undeliverable-queues.ts";

/** Ids of a subscription's queues; the others of a backend refer to them. */
export function queueIds(subscription: Subscription) {
  return {
    main: subscription.id,
    deadLetter: subscription.deadLetterQueue,
    undeliverable: id("undeliverable-queue", subscription.key.team, queueInIds(subscription.key)),
  } as const;
}

/**
 * The queues of one subscription: main, dead-letter and undeliverable queue, and the alarms that the file asks for. The
 * main queue alone may use the dead-letter queue, which is made before it and names it by its computed ARN.
 * Of a retired subscription all is there as before, so that what is under way still arrives.
 * Of a queue that exists already only what leads to it is made: the undeliverable queue, and alarms beside it.
 */
export function queueResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
  feeder: Feeder,
): readonly CloudResource[] {
  const { exists } = queuesOf(input, subscription);
  const own = exists ? alarmsOfExisting(input, subscription) : ownQueues(input, subscription, feeder);
  return [...own, ...undeliverableResources(input, subscription, feeder)];
}

/** The main and the dead-letter queue. */
function ownQueues(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
  feeder: Feeder,
): readonly CloudResource[] {
  const { stack } = input;
  const { team, delaySeconds, maxMessageBytes } = subscription;
  const place = stack.placeOf(team);
  const provider = providerId(place);
  const queues = managedQueues(input, subscription);
  const consumers = rolesOf(principalsOf(stack, team).consumers);
  const policies = queuePolicies(queues, feeder, consumers);
  const ids = queueIds(subscription);
  const of = { subscription, provider, labels: stack.labels, key: encryptionKey(input, team) };
  const alarm = { subscription, labels: stack.labels, notify: place.notify };
  const main = sqsQueue(of, ids.main, queues.main, {
    policy: policies.main,
    messageRetentionSeconds: subscription.retentionSeconds,
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(maxMessageBytes !== undefined && { maxMessageSize: maxMessageBytes }),
    redrivePolicy: canonicalJson({
      deadLetterTargetArn: queues.deadLetter.arn,
      maxReceiveCount: subscription.maxDeliveryAttempts,
    }),
  });

  return [
    sqsQueue(of, ids.deadLetter, queues.deadLetter, {
      policy: policies.deadLetter,
      redriveAllowPolicy: canonicalJson({ redrivePermission: "byQueue", sourceQueueArns: [queues.main.arn] }),
    }),
    { ...main, dependsOn: [...main.dependsOn, ids.deadLetter] },
    ...deadLetterAlarm(alarm, { id: ids.deadLetter, name: queues.deadLetter.name, provider }),
    ...oldestMessageAlarm(alarm, { id: ids.main, name: queues.main.name, provider }),
  ];
}

function alarmsOfExisting(input: BackendInput<AwsPlace>, subscription: Subscription): readonly CloudResource[] {
  const { stack } = input;
  const place = stack.placeOf(subscription.team);
  const { main, deadLetter } = queuesOf(input, subscription);
  const alarm = { subscription, labels: stack.labels, notify: place.notify };
  const ids = queueIds(subscription);
  const common = { provider: providerId(place), exists: true as const };
  return [
    ...(deadLetter === undefined
      ? []
      : deadLetterAlarm(alarm, { ...common, id: ids.deadLetter, name: deadLetter.name })),
    ...oldestMessageAlarm(alarm, { ...common, id: ids.main, name: main.name }),
  ];
}

/** Where what could not be delivered to the subscription waits. */
function undeliverableResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
  feeder: Feeder,
): readonly CloudResource[] {
  const { stack } = input;
  const { team } = subscription;
  const place = stack.placeOf(team);
  const provider = providerId(place);
  const consumers = rolesOf(principalsOf(stack, team).consumers);
  const of = { subscription, provider, labels: stack.labels, key: encryptionKey(input, team) };
  const alarm = { subscription, labels: stack.labels, notify: place.notify };
  return undeliverableQueues(input, subscription).flatMap(({ id, queue, retired }) => [
    sqsQueue(
      of,
      id,
      queue,
      { policy: undeliverablePolicy(queue, partThatSends(feeder, queue.fifo === true), consumers) },
      retired,
    ),
    ...undeliverableAlarm(alarm, { id, name: queue.name, provider }),
  ]);
}

/** The part of the feeder that sends in order, or the rest. */
function partThatSends({ service, sourceArns, orderedArns = [] }: Feeder, ordered: boolean): Feeder {
  return { service, sourceArns: sourceArns.filter((arn) => orderedArns.includes(arn) === ordered) };
}
