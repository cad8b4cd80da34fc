import { OTHER_ORGANIZATION } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import { accountOf } from "./aws-delivery-questions.ts";
import type { AwsScene } from "./aws-scene.ts";
import { isOfAService, isTrueDelivery, type LiveAwsQuestion, sourceOf } from "./live-aws-question.ts";
import type { Excepting } from "./live-question.ts";

type AwsLimit = Excepting<LiveAwsQuestion>;

const SNS = ["aws-sns-sqs"];
const EVENTBRIDGE = ["aws-eventbridge"];
const BOTH = [...SNS, ...EVENTBRIDGE];

/** What no client of the emulator can say. */
export const AWS_UNASKABLE: readonly AwsLimit[] = [
  {
    name: "what services could claim",
    on: BOTH,
    why: "No client can sign as a service. What SNS and EventBridge deliver in truth is tried; another source, account or service that they could name, or a plain connection, is not.",
    evidence: "IAM User Guide, AWS JSON policy elements: Principal, AWS service principals",
    is: ofCalls((call) => isOfAService(call) && !(isTrueDelivery(call) && call.plain !== true)),
  },
  {
    name: "rules that deliver into another account in the service's own name",
    on: EVENTBRIDGE,
    why: "EventBridge delivers to a queue of another account under a role of the rule's account, and keeps what it could not deliver in that account. Without a role it sends nothing, whatever the queue's policy says.",
    evidence: "EventBridge User Guide, Sending events to an AWS service in another account; Using dead-letter queues",
    is: ofCalls(
      (call) =>
        isTrueDelivery(call) && call.plain !== true && accountOf(sourceOf(call) ?? "") !== accountOf(call.resource),
    ),
  },
  {
    name: "deleting a bus of another account",
    on: EVENTBRIDGE,
    why: "The call names the bus without its account, so that it means the caller's own.",
    evidence: "EventBridge API Reference, DeleteEventBus, Name",
    is: ofCalls((call) => call.action === "events:DeleteEventBus" && isAcross(call)),
  },
];

/** What the emulator answers otherwise than AWS. */
export const AWS_UNENFORCED: readonly AwsLimit[] = [
  {
    name: "calls without TLS",
    on: BOTH,
    why: "The emulator listens with TLS only: a plain call gets no answer and never comes to the statements that deny it.",
    evidence: "`USE_SSL` in src/local/emulators/ministack.ts",
    is: ofCalls(({ plain }) => plain === true),
  },
  {
    name: "accounts outside of the organization",
    on: SNS,
    why: "All accounts of the emulator are of one organization, so that every one may subscribe a queue where a topic's policy admits the organization.",
    evidence: "tools/ministack/aws_behaviour/organization.py",
    is: ofCalls(
      ({ action, resource, caller, context = {} }, { events }) =>
        action === "sns:Subscribe" &&
        caller.administrator === true &&
        caller.context["aws:PrincipalOrgID"] === OTHER_ORGANIZATION &&
        context["sns:Protocol"]?.[0] === "sqs" &&
        events.some(
          ({ address, place }) =>
            address.kind === "sns-topic" && address.topicArn === resource && place.organizationId !== undefined,
        ),
    ),
  },
  {
    name: "sns:AddPermission without credentials",
    on: SNS,
    why: "MiniStack takes an unsigned call of that name for one of SQS, and says nothing about access.",
    evidence: "tried: InvalidAction",
    is: ofCalls(({ action, caller }) => action === "sns:AddPermission" && caller.principal === undefined),
  },
  {
    name: "sqs:GetQueueUrl of a queue in another account",
    on: EVENTBRIDGE,
    why: "MiniStack looks for the queue's name in the caller's account when it asks the caller's policies, and refuses those who may for that queue alone. The URL can be computed, and manifests hold it.",
    evidence: "extract_resource_arn in MiniStack's core/iam_actions.py takes QueueName without QueueOwnerAWSAccountId",
    is: ofCalls(
      (call, _scene, allowed) =>
        call.action === "sqs:GetQueueUrl" && isAcross(call) && allowed && call.caller.administrator !== true,
    ),
  },
];

function ofCalls(is: (call: AwsCall, scene: AwsScene, allowed: boolean) => boolean): AwsLimit["is"] {
  return ({ asked, scene, allowed }) => asked.of === "call" && is(asked.call, scene, allowed);
}

/** From an account that is not the resource's. */
function isAcross({ caller, resource }: AwsCall): boolean {
  const account = caller.context["aws:PrincipalAccount"];
  return account !== undefined && account !== accountOf(resource);
}
