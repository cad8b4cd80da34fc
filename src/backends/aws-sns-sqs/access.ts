import type { DesiredState, Topic } from "../../desired-state/desired-state.ts";
import { once } from "../../once.ts";
import { accountRootArn, arn } from "../aws/arn.ts";
import { encryptionKey } from "../aws/encryption-key.ts";
import { allowRoles, useOfKey } from "../aws/key-policy.ts";
import { isSameAccount } from "../aws/places.ts";
import { oneOrMany, policyDocument, type Statement } from "../aws/policy-document.ts";
import { type Role, rolesOf } from "../aws/role.ts";
import { arnsOf, denyToOthers, denyWithoutTls } from "../aws/statements.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import type { AwsPlace } from "./settings.ts";
import { topicOf } from "./topic-of.ts";

/**
 * The only policy of a topic: its owner's publishers may publish, nobody else, and only with TLS, and not even they once
 * the event is going to be removed; administration is left to the account's own policies. Of subscribers it says only from which other accounts they come: so a new one
 * leaves it as it is, unless it is the first of its account and the owner has named no organization.
 * Statements name the one action because SNS refuses `sns:*`, and the account with a condition instead of the
 * roles because SNS turns the ARN of a deleted role into an id that matches no new one (cloud reference, section 1.2).
 */
export function topicPolicy(
  input: BackendInput<AwsPlace>,
  topic: Pick<Topic, "id" | "event" | "team" | "retired">,
): string {
  const { stack } = input;
  const place = stack.placeOf(topic.team);
  const publishers = topic.retired === undefined ? rolesOf(principalsOf(stack, topic.team).publishers) : [];
  const { name, arn: resource } = topicOf(input, topic);
  const publish = "sns:Publish";
  return policyDocument(
    [
      ...(publishers.length > 0 ? [allowOwner(place, publish, resource, publishers)] : []),
      ...allowSubscribers(place, resource, subscribersElsewhere(input, topic)),
      denyToOthers("DenyPublishingToOthers", [publish], resource, publishers),
      denyWithoutTls(publish, resource),
    ],
    name,
  );
}

/** Id of a topic → the teams that subscribe to it. */
const subscribersOf = once(({ desired }: BackendInput<AwsPlace>): ReadonlyMap<string, ReadonlySet<string>> => {
  const subscribers = new Map<string, Set<string>>();
  for (const { team, feeds } of desired.subscriptions)
    for (const { topic } of feeds) {
      const known = subscribers.get(topic);
      if (known === undefined) subscribers.set(topic, new Set([team]));
      else known.add(team);
    }
  return subscribers;
});

/** The places in other accounts from which the topic is subscribed to; one for each account, sorted. */
function subscribersElsewhere(
  input: BackendInput<AwsPlace>,
  topic: { readonly id: string; readonly team: string },
): readonly AwsPlace[] {
  const { stack } = input;
  const owner = stack.placeOf(topic.team);
  const places = [...(subscribersOf(input).get(topic.id) ?? [])]
    .map((team) => stack.placeOf(team))
    .filter((place) => !isSameAccount(place, owner));
  const byAccount = new Map(places.map((place) => [place.account, place]));
  return [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

/** For a topic that is not ours: the deployers of these accounts may subscribe queues of these accounts, and nothing else. */
export function allowSubscribersOf(
  { account, region }: AwsPlace,
  resource: string,
  accounts: readonly AwsPlace[],
): readonly Statement[] {
  return allowSubscribers({ account, region }, resource, accounts);
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

/** The publishers of a team, in whose account they are. */
export function allowOwner(place: AwsPlace, action: string, resource: string, publishers: readonly Role[]): Statement {
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
 * needs no statement: its policy lets every principal of the account use it through SNS (kms:ViaService, kms:CallerAccount);
 * nor does a key made for the team, which lets in the publishers themselves (`keyStatements`).
 */
export function publishStatements(input: BackendInput<AwsPlace>, team: string): readonly Statement[] {
  const { desired, stack } = input;
  const place = stack.placeOf(team);
  const topics = published(desired, team).map((topic) => topicOf(input, topic).arn);
  if (topics.length === 0) return [];
  const key = encryptionKey(input, team)?.arn;
  return [
    { Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: oneOrMany([...new Set(topics)].sort()) },
    ...(key === undefined ? [] : [useOfKey("UseKeyOfTopics", "sns", place, key)]),
  ];
}

/** Who encrypts with the key made for a team, besides what stands at its queues: its publishers. */
export function keyStatements(input: BackendInput<AwsPlace>, team: string): readonly Statement[] {
  const { desired, stack } = input;
  if (published(desired, team).every((topic) => topicOf(input, topic).existing !== undefined)) return [];
  return allowRoles("AllowPublishers", "sns", stack.placeOf(team), rolesOf(principalsOf(stack, team).publishers));
}

/** The team's topics that are not going to be removed. */
function published({ topics }: DesiredState, team: string): readonly Topic[] {
  return topics.filter((topic) => topic.team === team && topic.retired === undefined);
}
