import { accountRootArn, arn } from "../aws/arn.ts";
import { isSameAccount } from "../aws/places.ts";
import { oneOrMany, policyDocument, type Statement } from "../aws/policy-document.ts";
import { type Role, rolesOf } from "../aws/role.ts";
import { arnsOf, denyToOthers, denyWithoutTls } from "../aws/statements.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { topicArn, topicName } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/**
 * The only policy of a topic: its owner's publishers may publish, nobody else, and only with TLS; administration is
 * left to the account's own policies. Of subscribers it says only from which other accounts they come: so a new one
 * leaves it as it is, unless it is the first of its account and the owner has named no organization.
 * Statements name the one action because SNS refuses `sns:*`, and the account with a condition instead of the
 * roles because SNS turns the ARN of a deleted role into an id that matches no new one (cloud reference, section 1.2).
 */
export function topicPolicy(
  input: BackendInput<AwsPlace>,
  topic: { readonly id: string; readonly event: string; readonly team: string },
): string {
  const { desired, stack } = input;
  const place = stack.placeOf(topic.team);
  const publishers = rolesOf(principalsOf(stack, topic.team).publishers);
  const resource = topicArn(place, desired.organization, topic.event);
  const publish = "sns:Publish";
  return policyDocument(
    [
      ...(publishers.length > 0 ? [allowOwner(place, publish, resource, publishers)] : []),
      ...allowSubscribers(place, resource, subscribersElsewhere(input, topic)),
      denyToOthers("DenyPublishingToOthers", [publish], resource, publishers),
      denyWithoutTls(publish, resource),
    ],
    topicName(desired.organization, topic.event),
  );
}

/** The places in other accounts from which the topic is subscribed to; one for each account, sorted. */
function subscribersElsewhere(
  { desired, stack }: BackendInput<AwsPlace>,
  topic: { readonly id: string; readonly team: string },
): readonly AwsPlace[] {
  const owner = stack.placeOf(topic.team);
  const places = desired.subscriptions
    .filter(({ feeds }) => feeds.some((feed) => feed.topic === topic.id))
    .map(({ team }) => stack.placeOf(team))
    .filter((place) => !isSameAccount(place, owner));
  const byAccount = new Map(places.map((place) => [place.account, place]));
  return [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

/**
 * Deployers of other accounts may subscribe queues, and nothing else. With an organization every other account of it
 * may, whoever subscribes (of the owner's own account `*` would let in roles that have no policy for it); without one,
 * the accounts of the subscribers, for queues of these accounts.
 */
function allowSubscribers(
  { account, organizationId, region }: AwsPlace,
  resource: string,
  accounts: readonly AwsPlace[],
): readonly Statement[] {
  if (organizationId === undefined && accounts.length === 0) return [];
  const toQueues = { "sns:Protocol": "sqs" };
  const others =
    organizationId === undefined
      ? {
          Principal: { AWS: oneOrMany(accounts.map(accountRootArn)) },
          Condition: {
            StringEquals: toQueues,
            StringLike: {
              "sns:Endpoint": oneOrMany(accounts.map((other) => arn({ ...other, region }, "sqs", "*"))),
            },
          },
        }
      : {
          Principal: "*" as const,
          Condition: {
            StringEquals: { ...toQueues, "aws:PrincipalOrgID": organizationId },
            StringNotEquals: { "aws:PrincipalAccount": account },
          },
        };
  return [
    {
      Sid: "AllowSubscribersInOtherAccounts",
      Effect: "Allow",
      Action: "sns:Subscribe",
      Resource: resource,
      ...others,
    },
  ];
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
    .map(({ event }) => topicArn(stack.placeOf(team), desired.organization, event));
  if (topics.length === 0) return [];
  return [{ Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: oneOrMany([...topics].sort()) }];
}
