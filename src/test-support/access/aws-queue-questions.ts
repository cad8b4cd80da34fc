import type { AwsCall } from "./aws-decisions.ts";
import { type AwsQueues, type AwsScene, isAmong } from "./aws-scene.ts";
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
  undeliverable: [],
};

/**
 * What an administrator of the account can do although it is not the subscriber: on these queues the produced policies
 * deny only calls without TLS. Known and asserted, so that closing one fails here until it is taken out of this table.
 */
export const OPEN_TO_ADMINISTRATORS: Readonly<Record<Kind, readonly string[]>> = {
  main: [],
  deadLetter: SEND,
  undeliverable: [...SEND, ...READ],
};

/** Every caller × every action × every queue: only the subscriber consumes, and nobody without TLS. */
export function queueQuestions({ queues, callers }: AwsScene): readonly Question<AwsCall>[] {
  return queues.flatMap((queue) =>
    callers.flatMap((caller) => {
      const subscriber = isAmong(caller, queue.consumers);
      return KINDS.flatMap((kind) => {
        const granted = subscriber ? SUBSCRIBER[kind] : [];
        const open = caller.administrator && isSameAccount(caller.role, queue) ? OPEN_TO_ADMINISTRATORS[kind] : [];
        const allowed = [...granted, ...open];
        const more = [...LOOK, ...OPEN, ...(kind === "deadLetter" ? MOVE : [])];
        const asked = [...SEND, ...READ, ...(caller.administrator ? [] : more)];
        const encrypted = asked.map((action) => ({
          call: { caller, action, resource: queue[kind] },
          allowed: allowed.includes(action),
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

function isSameAccount(role: string | undefined, { main }: AwsQueues): boolean {
  return role?.split(":")[4] === main.split(":")[4];
}
