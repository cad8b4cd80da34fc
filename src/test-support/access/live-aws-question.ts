import type { AwsCall } from "./aws-decisions.ts";
import { accountOf } from "./aws-delivery-questions.ts";
import type { RedriveCall } from "./aws-redrive-questions.ts";
import type { RuleCall } from "./aws-rule-questions.ts";
import type { AwsScene } from "./aws-scene.ts";
import type { LiveQuestion } from "./live-question.ts";
import type { Question } from "./question.ts";

/** What the evaluator asks on AWS: a call, what a rule takes, or what may be whose dead-letter queue. */
export type AwsAsked =
  | { readonly of: "call"; readonly call: AwsCall }
  | { readonly of: "rule"; readonly call: RuleCall }
  | { readonly of: "redrive"; readonly call: RedriveCall };

export interface LiveAwsQuestion extends LiveQuestion {
  readonly asked: AwsAsked;
  readonly scene: AwsScene;
}

type Put = (asked: AwsAsked) => Promise<boolean>;

/** @param about what the question belongs to, in a word */
export function callQuestion(
  about: string,
  { call, allowed }: Question<AwsCall>,
  scene: AwsScene,
  put: Put,
): LiveAwsQuestion {
  const { caller, action, resource, context = {} } = call;
  const asked = { of: "call", call } as const;
  const principal = `${sourceOf(call) ?? caller.role ?? "nobody"}${caller.administrator ? ", an administrator" : ""}`;
  const said = Object.values(context).flat().join(" ");
  return {
    asked,
    scene,
    kind: `${about}: ${action}${kindOfQueue(resource, scene)}`,
    triple: [principal, `${action} ${said}`.trim(), resource],
    allowed,
    turn: caller.administrator ? 1 : 0,
    destroys: ["events:DeleteEventBus", "sqs:PurgeQueue"].includes(action),
    ask: () => put(asked),
  };
}

export function ruleQuestion({ call, allowed }: Question<RuleCall>, scene: AwsScene, put: Put): LiveAwsQuestion {
  const asked = { of: "rule", call } as const;
  const triple = [call.source, call.detailType, call.rule] as const;
  return {
    asked,
    scene,
    kind: "rule: takes an entry",
    triple,
    allowed,
    turn: 0,
    destroys: false,
    ask: () => put(asked),
  };
}

export function redriveQuestion({ call, allowed }: Question<RedriveCall>, scene: AwsScene, put: Put): LiveAwsQuestion {
  const asked = { of: "redrive", call } as const;
  const triple = [call.from, "names as dead-letter queue", call.to] as const;
  return {
    asked,
    scene,
    kind: "queue: is named as dead-letter queue",
    triple,
    allowed,
    turn: 0,
    destroys: false,
    ask: () => put(asked),
  };
}

/** The topic or rule in whose name a service calls. */
export function sourceOf({ caller }: AwsCall): string | undefined {
  return caller.context["aws:SourceArn"];
}

/** Whether a service says what services say: the source that it calls for and, in these words, the source's account. */
export function isTrueDelivery(call: AwsCall): boolean {
  const source = sourceOf(call);
  return (
    call.action === "sqs:SendMessage" &&
    source !== undefined &&
    call.caller.context["aws:SourceAccount"] === accountOf(source) &&
    call.caller.principal === `${source.split(":")[2]}.amazonaws.com`
  );
}

export function isOfAService({ caller }: AwsCall): boolean {
  return caller.context["aws:PrincipalIsAWSService"] === "true";
}

function kindOfQueue(resource: string, { queues }: AwsScene): string {
  if (queues.some(({ main }) => main === resource)) return " of a main queue";
  if (queues.some(({ deadLetter }) => deadLetter === resource)) return " of a dead-letter queue";
  return resource.split(":")[2] === "sqs" ? " of another queue" : "";
}
