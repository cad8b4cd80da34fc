import { accountRootArn } from "../aws/arn.ts";
import { oneOrMany, policyDocument, type Statement } from "../aws/policy-document.ts";
import { rolesOf } from "../aws/role.ts";
import { arnsOf, denyToOthers } from "../aws/statements.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { busArn, sourceOf } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

const PUT = "events:PutEvents";

/**
 * The only policy of a team's bus: the team's publishers may put the events the team owns, nobody else anything.
 * It says nothing of subscribers, so that a new one leaves it as it is; administration (rules, targets) is left to the
 * account's own policies. There is no statement on TLS: EventBridge has HTTPS endpoints only.
 */
export function busPolicy(input: BackendInput<AwsPlace>, team: string): string {
  const { desired, stack } = input;
  const publishers = rolesOf(principalsOf(stack, team).publishers);
  const place = stack.placeOf(team);
  const resource = busArn(place, desired.organization, team);
  return policyDocument([
    ...(publishers.length > 0
      ? [
          {
            Sid: "AllowOwner",
            Effect: "Allow" as const,
            Principal: { AWS: accountRootArn(place) },
            Action: PUT,
            Resource: resource,
            Condition: { ArnEquals: { "aws:PrincipalArn": arnsOf(publishers) }, ...ownEvents(input, team) },
          },
        ]
      : []),
    denyToOthers("DenyPublishingToOthers", [PUT], resource, publishers),
  ]);
}

/** What a publisher of the team may do, for its role's policy. */
export function publishStatements(input: BackendInput<AwsPlace>, team: string): readonly Statement[] {
  const { desired, stack } = input;
  if (!desired.topics.some((topic) => topic.team === team)) return [];
  return [
    {
      Sid: "Publish",
      Effect: "Allow",
      Action: PUT,
      Resource: busArn(stack.placeOf(team), desired.organization, team),
      Condition: ownEvents(input, team),
    },
  ];
}

/**
 * Holds for a call in which every entry is an event of the team. `ForAllValues` also holds for an absent key, but
 * EventBridge refuses an entry without source or detail-type (API Reference, PutEventsRequestEntry).
 */
function ownEvents({ desired }: BackendInput<AwsPlace>, team: string) {
  const events = desired.topics.filter((topic) => topic.team === team).map((topic) => topic.event);
  return {
    "ForAllValues:StringEquals": {
      "events:detail-type": oneOrMany([...events].sort()),
      "events:source": sourceOf(desired.organization, team),
    },
  };
}
