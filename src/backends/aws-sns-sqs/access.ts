import { accountRootArn } from "../aws/arn.ts";
import { oneOrMany, policyDocument, type Statement } from "../aws/policy-document.ts";
import { type Role, rolesOf } from "../aws/role.ts";
import { arnsOf, denyToOthers, denyWithoutTls } from "../aws/statements.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { topicArn, topicName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/**
 * The only policy of a topic: its owner's publishers may publish, nobody else, and only with TLS. It says nothing of
 * subscribers, so that a new one leaves it as it is; administration is left to the account's own policies.
 * Statements name the one action because SNS refuses `sns:*`, and the account with a condition instead of the
 * roles because SNS turns the ARN of a deleted role into an id that matches no new one (cloud reference, section 1.2).
 */
export function topicPolicy(
  { desired, stack }: BackendInput<AwsPlace>,
  topic: { event: string; team: string },
): string {
  const publishers = rolesOf(principalsOf(stack, topic.team).publishers);
  const resource = topicArn(stack.place, desired.organization, topic.event);
  const publish = "sns:Publish";
  return policyDocument(
    [
      ...(publishers.length > 0 ? [allowOwner(stack.place, publish, resource, publishers)] : []),
      denyToOthers("DenyPublishingToOthers", [publish], resource, publishers),
      denyWithoutTls(publish, resource),
    ],
    topicName(desired.organization, topic.event),
  );
}

function allowOwner(place: AwsPlace, action: string, resource: string, publishers: readonly Role[]): Statement {
  return {
    Sid: "AllowOwner",
    Effect: "Allow",
    Principal: { AWS: accountRootArn(place) },
    Action: action,
    Resource: resource,
    Condition: { ArnEquals: { "aws:PrincipalArn": arnsOf(publishers) } },
  };
}

/**
 * What a publisher of the team may do, for its role's policy. `sns:Publish` covers PublishBatch. The key alias/aws/sns
 * needs no statement: its policy lets every principal of the account use it through SNS (kms:ViaService, kms:CallerAccount).
 */
export function publishStatements({ desired, stack }: BackendInput<AwsPlace>, team: string): readonly Statement[] {
  const topics = desired.topics
    .filter((topic) => topic.team === team)
    .map(({ event }) => topicArn(stack.place, desired.organization, event));
  if (topics.length === 0) return [];
  return [{ Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: oneOrMany([...topics].sort()) }];
}
