import { distinct } from "../distinct.ts";
import { accountOf, accountRootArn } from "./arn.ts";
import { type AwsPlace, dnsSuffixOf } from "./place.ts";
import { oneOrMany, type Statement } from "./policy-document.ts";
import type { Deliverer, Feeder } from "./queue-policies.ts";
import type { Role } from "./role.ts";
import { arnsOf } from "./statements.ts";

/** What it takes to encrypt: who sends also decrypts, to check (SQS Developer Guide, "Key management"; SNS Developer Guide, "Managing Amazon SNS encryption keys and costs"). */
const WRITE = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/** In the policy of a key it means the key itself. */
const THE_KEY = "*";

/**
 * Who looks after the key: the account, by its own policies. None of these actions uses the key, and grants are left out,
 * with which an administrator could let anybody use it (KMS Developer Guide, "Key policies in AWS KMS").
 */
export function administration(place: AwsPlace): Statement {
  return {
    Sid: "Administration",
    Effect: "Allow",
    Principal: { AWS: accountRootArn(place) },
    Action: [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:Delete*",
      "kms:Describe*",
      "kms:Disable*",
      "kms:Enable*",
      "kms:Get*",
      "kms:List*",
      "kms:Put*",
      "kms:RevokeGrant",
      "kms:RotateKeyOnDemand",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:Update*",
    ],
    Resource: THE_KEY,
  };
}

/**
 * The roles use the key through one service and for nothing else. Everybody is named, with the roles as condition, as in the keys
 * of AWS itself: so this alone lets the roles in, and their own policies need not name a key whose ARN is not known beforehand.
 */
export function allowRoles(
  sid: string,
  service: "sns" | "sqs" | "events",
  place: AwsPlace,
  roles: readonly Role[],
): readonly Statement[] {
  if (roles.length === 0) return [];
  return [
    {
      Sid: sid,
      Effect: "Allow",
      Principal: "*",
      Action: WRITE,
      Resource: THE_KEY,
      Condition: {
        ArnEquals: { "aws:PrincipalArn": arnsOf(roles) },
        StringEquals: { "kms:ViaService": viaService(service, place) },
      },
    },
  ];
}

/**
 * What delivers to the team's queues encrypts what it sends: the service in its own name, for the very topics or rules
 * (SQS Developer Guide, "Configuring KMS permissions for AWS services"), or a role in the account of a rule.
 * @param feeders all of the same service
 */
export function allowDelivery(place: AwsPlace, feeders: readonly Feeder[]): readonly Statement[] {
  const [first] = feeders;
  const sourceArns = distinct(feeders.flatMap((feeder) => feeder.sourceArns));
  const roles = feeders.flatMap((feeder) => feeder.roles ?? []);
  return [
    ...(first !== undefined && sourceArns.length > 0
      ? [
          {
            Sid: "AllowDelivery",
            Effect: "Allow" as const,
            Principal: { Service: first.service },
            Action: WRITE,
            Resource: THE_KEY,
            Condition: {
              ArnEquals: { "aws:SourceArn": oneOrMany(sourceArns) },
              StringEqualsIfExists: { "aws:SourceAccount": oneOrMany(distinct(sourceArns.map(accountOf))) },
            },
          },
        ]
      : []),
    ...(roles.length > 0 ? [allowDeliverers(place, roles)] : []),
  ];
}

function allowDeliverers(place: AwsPlace, roles: readonly Deliverer[]): Statement {
  return {
    Sid: "AllowDeliveryFromOtherAccounts",
    Effect: "Allow",
    Principal: { AWS: oneOrMany(distinct(roles.map((role) => accountRootArn(role.place)))) },
    Action: WRITE,
    Resource: THE_KEY,
    Condition: {
      ArnEquals: { "aws:PrincipalArn": oneOrMany(distinct(roles.map(({ arn }) => arn))) },
      StringEquals: { "kms:ViaService": viaService("sqs", place) },
    },
  };
}

/** For a key that is not made here: the service, for sources of these patterns. */
export function allowDeliveryOf(service: string, sources: readonly string[]): Statement {
  return {
    Sid: "AllowDelivery",
    Effect: "Allow",
    Principal: { Service: service },
    Action: WRITE,
    Resource: THE_KEY,
    Condition: { ArnLike: { "aws:SourceArn": oneOrMany(sources) } },
  };
}

/** For a key that is not made here: whom the policies of these accounts let use it. */
export function allowAccounts(accounts: readonly string[]): Statement {
  return {
    Sid: "AllowAccounts",
    Effect: "Allow",
    Principal: { AWS: oneOrMany(accounts) },
    Action: WRITE,
    Resource: THE_KEY,
  };
}

/**
 * For the policy of a role: to use a key through a service. In another account than the key's both sides must allow.
 * @param keys ARN of the key, or a pattern of ARNs where the key's own policy says which one
 */
export function useOfKey(sid: string, service: "sns" | "sqs" | "events", place: AwsPlace, keys: string): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: WRITE,
    Resource: keys,
    Condition: { StringEquals: { "kms:ViaService": viaService(service, place) } },
  };
}

/** KMS Developer Guide, "AWS KMS condition keys", kms:ViaService. */
function viaService(service: string, { region }: AwsPlace): string {
  return `${service}.${region}.${dnsSuffixOf(region)}`;
}
