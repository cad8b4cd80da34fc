import type { BackendInput } from "../backend.ts";
import { encryptionKey } from "./encryption-key.ts";
import { useOfKey } from "./key-policy.ts";
import type { AwsPlace } from "./place.ts";
import { oneOrMany, type Statement } from "./policy-document.ts";
import { CONSUME } from "./queue-policies.ts";
import { type QueuesOf, queuesOf } from "./queues-of.ts";
import type { UndeliverableElsewhere } from "./undeliverable-elsewhere.ts";
import { undeliverableQueues } from "./undeliverable-queues.ts";

/**
 * What a role needs to consume a team's queues, to look into their dead-letter and undeliverable queues and to redrive dead letters
 * (SQS Developer Guide, "Amazon SQS dead-letter queue redrive": a move task receives, deletes and sends in the
 * caller's name), of all their generations, and to use a given key for that. Nothing when the team has no queue.
 */
export function consumeStatements(
  input: BackendInput<AwsPlace>,
  team: string,
  elsewhere: UndeliverableElsewhere,
): readonly Statement[] {
  const { desired, stack } = input;
  const place = stack.placeOf(team);
  const own = desired.subscriptions.filter((subscription) => subscription.team === team);
  const queues = own.map((queue) => queuesOf(input, queue));
  if (queues.length === 0) return [];
  const main = queues.map((queue) => queue.main.arn).sort();
  const deadLetter = queues.flatMap((queue) => queue.deadLetter?.arn ?? []).sort();
  const undeliverable = own
    .flatMap((queue) => [...undeliverableQueues(input, queue).map((one) => one.queue), ...elsewhere(queue)])
    .map(({ arn }) => arn);
  const key = encryptionKey(input, team)?.arn;
  return [
    {
      Sid: "Consume",
      Effect: "Allow",
      Action: CONSUME,
      Resource: [...main, ...deadLetter, ...undeliverable].sort(),
    },
    ...redrive(queues.filter((queue) => queue.deadLetter !== undefined)),
    ...(key === undefined ? [] : [useOfKey("UseKeyOfQueues", "sqs", place, key)]),
  ];
}

/** @param queues those that have a dead-letter queue */
function redrive(queues: readonly QueuesOf[]): readonly Statement[] {
  if (queues.length === 0) return [];
  const deadLetter = queues.flatMap((queue) => queue.deadLetter?.arn ?? []).sort();
  const main = queues.map((queue) => queue.main.arn).sort();
  return [
    {
      Sid: "RedriveFrom",
      Effect: "Allow",
      Action: ["sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask"],
      Resource: oneOrMany(deadLetter),
    },
    { Sid: "RedriveTo", Effect: "Allow", Action: "sqs:SendMessage", Resource: oneOrMany(main) },
  ];
}
