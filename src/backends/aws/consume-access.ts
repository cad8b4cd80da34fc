import type { BackendInput } from "../backend.ts";
import type { AwsPlace } from "./place.ts";
import { oneOrMany, type Statement } from "./policy-document.ts";
import { queueTrio } from "./queue-names.ts";

/**
 * What a role needs to consume a team's queues, to look into their dead-letter and undeliverable queues and to redrive dead letters
 * (SQS Developer Guide, "Amazon SQS dead-letter queue redrive": a move task receives, deletes and sends in the
 * caller's name). Nothing when the team has no queue.
 */
export function consumeStatements(input: BackendInput<AwsPlace>, team: string): readonly Statement[] {
  const { desired, stack } = input;
  const queues = desired.subscriptions
    .filter((subscription) => subscription.team === team)
    .map(({ queue }) => queueTrio(stack.place, desired.organization, team, queue));
  if (queues.length === 0) return [];
  const main = queues.map((queue) => queue.main.arn).sort();
  const deadLetter = queues.map((queue) => queue.deadLetter.arn).sort();
  const undeliverable = queues.map((queue) => queue.undeliverable.arn);
  return [
    {
      Sid: "Consume",
      Effect: "Allow",
      Action: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
      ],
      Resource: [...main, ...deadLetter, ...undeliverable].sort(),
    },
    {
      Sid: "RedriveFrom",
      Effect: "Allow",
      Action: ["sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask"],
      Resource: oneOrMany(deadLetter),
    },
    { Sid: "RedriveTo", Effect: "Allow", Action: "sqs:SendMessage", Resource: oneOrMany(main) },
  ];
}
