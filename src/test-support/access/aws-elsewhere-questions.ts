import type { AwsCall } from "./aws-decisions.ts";
import { arnOf } from "./aws-policies.ts";
import { put } from "./aws-publish-questions.ts";
import { type AwsScene, isAmong } from "./aws-scene.ts";
import type { Question } from "./question.ts";

/**
 * The stack's roles × the queue, topic and bus of somebody else in the role's account, which have no policies of their own:
 * the produced policies reach nothing outside of the topology.
 */
export function elsewhereQuestions({ accounts, callers, events }: AwsScene): readonly Question<AwsCall>[] {
  const region = events[0]?.place.region ?? "eu-west-1";
  return callers
    .filter(({ administrator }) => !administrator)
    .flatMap((caller): AwsCall[] => {
      const place = { account: caller.context["aws:PrincipalAccount"] ?? accounts[0] ?? "", region };
      const queue = arnOf(place, "aws:sqs/queue:Queue", "unrelated");
      const topic = arnOf(place, "aws:sns/topic:Topic", "unrelated");
      const bus = arnOf(place, "aws:cloudwatch/eventBus:EventBus", "unrelated");
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
