import type { AwsPolicies } from "./aws-policies.ts";
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
export function redriveQuestions({ queues }: AwsScene): readonly Question<RedriveCall>[] {
  return queues.flatMap(({ main, deadLetter, undeliverable, sources }) => {
    const elsewhere = sources.flatMap(({ across }) => across?.undeliverable ?? []);
    return [unrelated(main), ...elsewhere.map(unrelated), ...queues.map((queue) => queue.main)].flatMap((from) => [
      { call: { from, to: deadLetter }, allowed: from === main },
      ...[main, undeliverable, ...elsewhere].map((to) => ({ call: { from, to }, allowed: false })),
    ]);
  });
}

/** A queue of somebody else beside a queue. */
function unrelated(queue: string): string {
  return queue.replace(/[^:]+$/, "unrelated");
}

/**
 * SQS API Reference, SetQueueAttributes, `RedriveAllowPolicy`: without one any queue of the account and region may. One of
 * another account or region never may (SQS Developer Guide, "Using dead-letter queues in Amazon SQS").
 */
export function redriveDecisions({ redriveAllow }: AwsPolicies): Decide<RedriveCall> {
  return ({ from, to }) => {
    if (placeOf(from) !== placeOf(to)) return false;
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

/** Region and account of an ARN. */
function placeOf(arn: string): string {
  return arn.split(":").slice(3, 5).join(" ");
}
