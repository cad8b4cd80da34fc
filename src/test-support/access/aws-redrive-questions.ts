import { type AwsPolicies, arnOf } from "./aws-policies.ts";
import type { AwsScene } from "./aws-scene.ts";
import type { Decide, Question } from "./question.ts";

/** SQS moving messages from a queue to the one it names as its dead-letter queue; it asks no queue policy. */
export interface RedriveCall {
  readonly from: string;
  readonly to: string;
}

/**
 * Every queue of the account × every queue as its dead-letter queue: a dead-letter queue is for its main queue alone,
 * the others are for none.
 */
export function redriveQuestions({ place, queues }: AwsScene): readonly Question<RedriveCall>[] {
  const foreign = arnOf(place, "aws:sqs/queue:Queue", "unrelated");
  return queues.flatMap(({ main, deadLetter, undeliverable }) =>
    [foreign, ...queues.map((queue) => queue.main)].flatMap((from) => [
      { call: { from, to: deadLetter }, allowed: from === main },
      { call: { from, to: main }, allowed: false },
      { call: { from, to: undeliverable }, allowed: false },
    ]),
  );
}

/** SQS API Reference, SetQueueAttributes, `RedriveAllowPolicy`: without one any queue of the account and region may. */
export function redriveDecisions({ redriveAllow }: AwsPolicies): Decide<RedriveCall> {
  return ({ from, to }) => {
    const text = redriveAllow.get(to);
    if (text === undefined) return true;
    const { redrivePermission, sourceQueueArns = [] } = JSON.parse(text) as {
      readonly redrivePermission: string;
      readonly sourceQueueArns?: readonly string[];
    };
    if (redrivePermission === "allowAll") return true;
    if (redrivePermission === "denyAll") return false;
    if (redrivePermission === "byQueue") return sourceQueueArns.includes(from);
    throw new Error(`${redrivePermission} is no redrive permission`);
  };
}
