import type { AwsCall } from "./aws-decisions.ts";
import { type AwsScene, isAmong } from "./aws-scene.ts";
import type { Question } from "./question.ts";

const SEND = ["sqs:SendMessage"];
const READ = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"];
const LOOK = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
const MOVE = ["sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask"];
/** Would open the queue to others; nobody has it from us. */
const OPEN = ["sqs:SetQueueAttributes"];

const KINDS = ["main", "deadLetter", "undeliverable"] as const;
type Kind = (typeof KINDS)[number];

/** What the subscriber has. Sending to the main queue is what a redrive does in its name. */
const SUBSCRIBER: Readonly<Record<Kind, readonly string[]>> = {
  main: [...SEND, ...READ, ...LOOK],
  deadLetter: [...READ, ...LOOK, ...MOVE],
  undeliverable: [...READ, ...LOOK],
};

/** Every caller × every action × every queue: only the subscriber consumes, and nobody without TLS. */
export function queueQuestions({ queues, callers }: AwsScene): readonly Question<AwsCall>[] {
  return queues.flatMap((queue) =>
    callers.flatMap((caller) => {
      const subscriber = isAmong(caller, queue.consumers);
      return KINDS.flatMap((kind) => {
        const granted = subscriber ? SUBSCRIBER[kind] : [];
        const more = [...LOOK, ...OPEN, ...(kind === "deadLetter" ? MOVE : [])];
        const asked = [...SEND, ...READ, ...(caller.administrator ? [] : more)];
        const encrypted = asked.map((action) => ({
          call: { caller, action, resource: queue[kind] },
          allowed: granted.includes(action),
        }));
        const plain = asked
          .filter((action) => caller === callers[0] || granted.includes(action))
          .map((action) => ({
            call: { caller, action, resource: queue[kind], plain: true as const },
            allowed: false,
          }));
        return [...encrypted, ...plain];
      });
    }),
  );
}
