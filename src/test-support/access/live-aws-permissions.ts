import type { AwsCall } from "./aws-decisions.ts";
import type { AwsScene } from "./aws-scene.ts";

const ON_THE_SOURCE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/**
 * What has to be allowed for a call to come through: its own action and, for the move tasks of a dead-letter queue, what
 * the task does in the caller's name to that queue and to those it came from.
 * Source: SQS Developer Guide, "Configuring queue permissions for dead-letter queue redrive".
 */
export function permissionsOf(call: AwsCall, { queues }: AwsScene): readonly AwsCall[] {
  const { action, resource } = call;
  if (!/MessageMoveTasks?$/.test(action)) return [call];
  const back = action === "sqs:StartMessageMoveTask" ? queues.filter(({ deadLetter }) => deadLetter === resource) : [];
  return [
    call,
    ...ON_THE_SOURCE.map((needed) => ({ ...call, action: needed })),
    ...back.map(({ main }) => ({ ...call, action: "sqs:SendMessage", resource: main })),
  ];
}
