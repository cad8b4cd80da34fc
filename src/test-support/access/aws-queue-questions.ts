import type { Caller } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import { accountOf } from "./aws-delivery-questions.ts";
import { type AwsScene, isAmong } from "./aws-scene.ts";
import type { Question } from "./question.ts";

const SEND = ["sqs:SendMessage"];
const READ = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"];
const LOOK = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
const MOVE = ["sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask"];
/** Would open the queue to others, or empty it; nobody has it from us. */
const ADMINISTER = ["sqs:PurgeQueue", "sqs:SetQueueAttributes"];

const KINDS = ["main", "deadLetter", "undeliverable"] as const;
type Kind = (typeof KINDS)[number];

/** What the subscriber has. Sending to the main queue is what a redrive does in its name. */
const SUBSCRIBER: Readonly<Record<Kind, readonly string[]>> = {
  main: [...SEND, ...READ, ...LOOK],
  deadLetter: [...READ, ...LOOK, ...MOVE],
  undeliverable: [...READ, ...LOOK],
};

/** Every caller × every action × every queue: only the subscriber consumes, also what stands in an owner's account, and nobody without TLS. */
export function queueQuestions({ queues, callers }: AwsScene): readonly Question<AwsCall>[] {
  return queues.flatMap((queue) =>
    callers.flatMap((caller) => {
      const subscriber = isAmong(caller, queue.consumers);
      const elsewhere = queue.sources.flatMap(({ across }) => across ?? []);
      const delivers = isAmong(
        caller,
        elsewhere.map(({ role }) => role),
      );
      const all = [
        ...KINDS.map((kind) => ({ kind, resource: queue[kind] })),
        ...elsewhere.map(({ undeliverable: resource }) => ({ kind: "undeliverable" as const, resource })),
      ];
      return all.flatMap(({ kind, resource }) => {
        const granted = subscriber ? SUBSCRIBER[kind] : delivers && kind === "main" ? SEND : [];
        const more = [...LOOK, ...ADMINISTER, ...(kind === "deadLetter" ? MOVE : [])];
        // An administrator of the queue's own account may do to it all that is not denied: that is what an account is.
        const asked = [...SEND, ...READ, ...(administers(caller, resource) ? [] : more)];
        const encrypted = asked.map((action) => ({
          call: { caller, action, resource },
          allowed: granted.includes(action),
        }));
        const plain = asked
          .filter((action) => caller === callers[0] || granted.includes(action))
          .map((action) => ({
            call: { caller, action, resource, plain: true as const },
            allowed: false,
          }));
        return [...encrypted, ...plain];
      });
    }),
  );
}

function administers({ administrator, context }: Caller, resource: string): boolean {
  return administrator === true && context["aws:PrincipalAccount"] === accountOf(resource);
}
