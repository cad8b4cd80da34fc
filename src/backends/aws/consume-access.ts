import type { BackendInput } from "../backend.ts";
import type { AwsPlace } from "./place.ts";
import { oneOrMany, type Statement } from "./policy-document.ts";
import { queueTrio } from "./queue-names.ts";
import { CONSUME } from "./queue-policies.ts";
import type { UndeliverableElsewhere } from "./undeliverable-elsewhere.ts";

/**
 * What a role needs to consume a team's queues, to look into their dead-letter and undeliverable queues and to redrive dead letters
 * (SQS Developer Guide, "Amazon SQS dead-letter queue redrive": a move task receives, deletes and sends in the
 * caller's name). Nothing when the team has no queue.
 */
export function consumeStatements(
  { desired, stack }: BackendInput<AwsPlace>,
  team: string,
  elsewhere: UndeliverableElsewhere,
): readonly Statement[] {
  const own = desired.subscriptions.filter((subscription) => subscription.team === team);
  const queues = own.map(({ queue }) => queueTrio(stack.placeOf(team), desired.organization, team, queue));
  if (queues.length === 0) return [];
  const main = queues.map((queue) => queue.main.arn).sort();
  const deadLetter = queues.map((queue) => queue.deadLetter.arn).sort();
  const undeliverable = [...queues.map((queue) => queue.undeliverable), ...own.flatMap(elsewhere)].map(
    ({ arn }) => arn,
  );
  return [
    {
      Sid: "Consume",
      Effect: "Allow",
      Action: CONSUME,
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
