import type { AwsPlace } from "../../backends/aws/place.ts";
import type { BackendInput } from "../../backends/backend.ts";
import { principalsOf } from "../../backends/missing-principal.ts";
import { id } from "../../desired-state/id.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import { type Caller, OTHER_ACCOUNT, service } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import { accountOf, deliverers } from "./aws-delivery-questions.ts";
import { keyArn } from "./aws-policies.ts";
import { type AwsScene, isAmong } from "./aws-scene.ts";
import type { Question } from "./question.ts";

const USE = ["kms:Decrypt", "kms:GenerateDataKey"];
/** What looking after a key takes: the account's administrators do it. */
const ADMINISTER = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:ListKeyPolicies",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
];
/** Would let others use the key past its policy: nobody does it. */
const GRANT = "kms:CreateGrant";

/**
 * Of the key made for each team: every caller × every use, through each service and directly; only the team's publishers
 * through SNS, only its consumers through SQS, and what delivers to its queues for what feeds them.
 */
export function keyQuestions(
  scene: AwsScene,
  { desired, stack }: BackendInput<AwsPlace>,
): readonly Question<AwsCall>[] {
  return desired.teams.flatMap(({ name: team }) => {
    const place = stack.placeOf(team);
    const key = keyArn(place, id("key", teamKey(desired, team)));
    const { publishers, consumers } = principalsOf(stack, team);
    const owns = desired.topics.some((topic) => topic.team === team);
    const queues = scene.queues.filter((_, at) => desired.subscriptions[at]?.team === team);
    if (!owns && queues.length === 0) return [];
    const users = { sns: owns ? publishers : [], sqs: queues.length > 0 ? consumers : [] };
    return [
      ...scene.callers.flatMap((caller) => [
        ...(["sns", "sqs"] as const).flatMap((through) =>
          [...USE, GRANT].map((action) =>
            ask(caller, action, action !== GRANT && isAmong(caller, users[through]), through),
          ),
        ),
        ...[...USE, GRANT].map((action) => ask(caller, action, false)),
        ...ADMINISTER.map((action) => ask(caller, action, administers(caller, place))),
      ]),
      ...deliveries(queues.flatMap(({ sources }) => sources.map(({ arn }) => arn))),
    ];

    function ask(caller: Caller, action: string, allowed: boolean, through?: string): Question<AwsCall> {
      const context = through && { "kms:ViaService": [`${through}.${place.region}.amazonaws.com`] };
      return { call: { caller, action, resource: key, ...(context && { context }) }, allowed };
    }

    function deliveries(feeding: readonly string[]): readonly Question<AwsCall>[] {
      const [deliverer, stranger] = deliverers(scene);
      const sources = [...new Set(scene.queues.flatMap((queue) => queue.sources.map(({ arn }) => arn)))];
      return sources.flatMap((source) =>
        [...USE, GRANT].flatMap((action): Question<AwsCall>[] => {
          const feeds = action !== GRANT && feeding.includes(source);
          const twin = source.replace(`:${accountOf(source)}:`, `:${OTHER_ACCOUNT}:`);
          const other = accountOf(source) === OTHER_ACCOUNT ? "000000000000" : OTHER_ACCOUNT;
          const call = { action, resource: key };
          return [
            { call: { ...call, caller: service(deliverer, source, accountOf(source)) }, allowed: feeds },
            { call: { ...call, caller: service(deliverer, source) }, allowed: feeds },
            { call: { ...call, caller: service(deliverer, source, other) }, allowed: false },
            { call: { ...call, caller: service(deliverer, twin, OTHER_ACCOUNT) }, allowed: false },
            { call: { ...call, caller: service(deliverer) }, allowed: false },
            { call: { ...call, caller: service(stranger, source, accountOf(source)) }, allowed: false },
          ];
        }),
      );
    }
  });
}

function administers({ administrator, context }: Caller, { account }: AwsPlace): boolean {
  return administrator === true && context["aws:PrincipalAccount"] === account;
}
