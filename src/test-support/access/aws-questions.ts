import type { AwsCall } from "./aws-decisions.ts";
import { deliveryQuestions } from "./aws-delivery-questions.ts";
import { elsewhereQuestions } from "./aws-elsewhere-questions.ts";
import { publishQuestions } from "./aws-publish-questions.ts";
import { queueQuestions } from "./aws-queue-questions.ts";
import { roleQuestions } from "./aws-role-questions.ts";
import type { AwsScene } from "./aws-scene.ts";
import { subscribeQuestions } from "./aws-subscribe-questions.ts";
import type { Question } from "./question.ts";

/** All that is asked of a scene in calls of AWS's APIs, by what it is about. */
export function awsQuestions(scene: AwsScene): Readonly<Record<string, readonly Question<AwsCall>[]>> {
  return {
    elsewhere: elsewhereQuestions(scene),
    delivery: deliveryQuestions(scene),
    role: roleQuestions(scene),
    subscribe: subscribeQuestions(scene),
    publish: publishQuestions(scene),
    queue: queueQuestions(scene),
  };
}
