import type { AwsCall } from "./aws-decisions.ts";
import { arnOf } from "./aws-policies.ts";
import { put } from "./aws-publish-questions.ts";
import { type AwsScene, isAmong } from "./aws-scene.ts";
import type { Question } from "./question.ts";

/**
 * The stack's roles × the queue, topic and bus of somebody else in the account, which have no policies of their own:
 * the produced policies reach nothing outside of the topology.
 */
export function elsewhereQuestions({ place, callers, events }: AwsScene): readonly Question<AwsCall>[] {
  const queue = arnOf(place, "aws:sqs/queue:Queue", "unrelated");
  const topic = arnOf(place, "aws:sns/topic:Topic", "unrelated");
  const bus = arnOf(place, "aws:cloudwatch/eventBus:EventBus", "unrelated");
  return callers
    .filter(({ administrator }) => !administrator)
    .flatMap((caller): AwsCall[] => {
      const own = events.find(({ publishers }) => isAmong(caller, publishers))?.address;
      return [
        ...["ReceiveMessage", "SendMessage", "GetQueueAttributes", "StartMessageMoveTask"].map((action) => ({
          caller,
          action: `sqs:${action}`,
          resource: queue,
        })),
        { caller, action: "sns:Publish", resource: topic },
        ...(own?.kind === "event-bus" ? [put(caller, bus, [own.source], [own.detailType])] : []),
      ];
    })
    .map((call) => ({ call, allowed: false }));
}
