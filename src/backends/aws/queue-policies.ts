import { distinct } from "../distinct.ts";
import { accountOf, accountRootArn } from "./arn.ts";
import type { AwsPlace } from "./place.ts";
import { oneOrMany, policyDocument, type Statement } from "./policy-document.ts";
import type { NamedQueue, QueueTrio } from "./queue-names.ts";
import type { Role } from "./role.ts";
import { arnsOf, denyToOthers, denyWithoutTls } from "./statements.ts";

/** What brings messages to a queue: the cloud's service, in its own name for topics or rules, or under roles of other accounts. */
export interface Feeder {
  /** Service principal, for example `sns.amazonaws.com`. */
  readonly service: string;
  /** ARNs of the topics or rules that the service acts for in its own name. */
  readonly sourceArns: readonly string[];
  /** Those among them that send in order: what they could not deliver goes to a queue of its own. */
  readonly orderedArns?: readonly string[];
  /** Roles that the service assumes for rules of other accounts. */
  readonly roles?: readonly Deliverer[];
}

/** A role under which a service delivers, and where it stands. */
export interface Deliverer {
  readonly arn: string;
  readonly place: AwsPlace;
}

/** All that the consumer of a queue does to it. */
export const CONSUME = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:GetQueueUrl",
  "sqs:ReceiveMessage",
] as const;
const READ = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"] as const;

/** The one policy of the main and the dead-letter queue, from the whole model (SQS keeps a single document per queue). */
export interface QueuePolicies {
  readonly main: string;
  readonly deadLetter: string;
}

/**
 * Only the feeder can put messages into the main queue, nobody into the dead-letter queue (SQS itself moves messages
 * there without asking a policy), and only the consumers can read any of them. The consumers may also send to the main
 * queue, which a redrive from the dead-letter queue does in their name.
 */
export function queuePolicies(queues: QueueTrio, feeder: Feeder, consumers: readonly Role[]): QueuePolicies {
  const { main, deadLetter } = queues;
  const { roles = [] } = feeder;
  return {
    main: policyDocument([
      ...deliveryStatements(main.arn, feeder),
      denySending(main.arn, feeder, [...consumers, ...roles]),
      denyToOthers("DenyReadingToOthers", READ, main.arn, consumers),
      denyWithoutTls("sqs:*", main.arn),
    ]),
    deadLetter: policyDocument([
      denyToOthers("DenySending", ["sqs:SendMessage"], deadLetter.arn, []),
      denyToOthers("DenyReadingToOthers", READ, deadLetter.arn, consumers),
      denyWithoutTls("sqs:*", deadLetter.arn),
    ]),
  };
}

/** What the policy of a queue has to say for the feeder to deliver to it. */
export function deliveryStatements(queue: string, feeder: Feeder): readonly Statement[] {
  const { roles = [] } = feeder;
  return [...allowFeeder(queue, feeder), ...(roles.length > 0 ? [allowDeliverers(queue, roles)] : [])];
}

/** The policy of an undeliverable queue: the feeder's service sends what it could not deliver, the consumers read. */
export function undeliverablePolicy(queue: NamedQueue, feeder: Feeder, consumers: readonly Role[]): string {
  return policyDocument([...allowFeeder(queue.arn, feeder), ...undelivered(queue, feeder, consumers)]);
}

/**
 * The policy of an undeliverable queue that stands in the account of the rule it is for (a rule's dead-letter queue
 * must) and not of the consumers, who are let in by name: across accounts the policies of both sides must allow.
 * @param from where the consumers are
 */
export function undeliverablePolicyAcross(
  queue: NamedQueue,
  feeder: Feeder,
  consumers: readonly Role[],
  from: AwsPlace,
): string {
  return policyDocument([
    ...allowFeeder(queue.arn, feeder),
    ...(consumers.length > 0
      ? [
          {
            Sid: "AllowConsumers",
            Effect: "Allow" as const,
            Principal: { AWS: accountRootArn(from) },
            Action: CONSUME,
            Resource: queue.arn,
            Condition: { ArnEquals: { "aws:PrincipalArn": arnsOf(consumers) } },
          },
        ]
      : []),
    ...undelivered(queue, feeder, consumers),
  ]);
}

/** Nobody but the service sends, only the consumers read. */
function undelivered({ arn }: NamedQueue, feeder: Feeder, consumers: readonly Role[]): readonly Statement[] {
  return [
    denySending(arn, feeder, []),
    denyToOthers("DenyReadingToOthers", READ, arn, consumers),
    denyWithoutTls("sqs:*", arn),
  ];
}

/**
 * The source ARNs are complete, so they hold the account already. The account is asked for only where the service
 * tells it: that EventBridge does is documented, for SNS it is not, and a key that is absent would silently stop delivery.
 */
function allowFeeder(resource: string, { service, sourceArns }: Feeder): readonly Statement[] {
  if (sourceArns.length === 0) return [];
  return [
    {
      Sid: "AllowDelivery",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sqs:SendMessage",
      Resource: resource,
      Condition: {
        ArnEquals: { "aws:SourceArn": oneOrMany(distinct(sourceArns)) },
        StringEqualsIfExists: { "aws:SourceAccount": oneOrMany(distinct(sourceArns.map(accountOf))) },
      },
    },
  ];
}

/** The account with a condition instead of the role: SQS turns the ARN of a deleted role into an id that matches no new one. */
function allowDeliverers(resource: string, roles: readonly Deliverer[]): Statement {
  return {
    Sid: "AllowDeliveryFromOtherAccounts",
    Effect: "Allow",
    Principal: { AWS: oneOrMany(distinct(roles.map(({ place }) => accountRootArn(place)))) },
    Action: "sqs:SendMessage",
    Resource: resource,
    Condition: { ArnEquals: { "aws:PrincipalArn": oneOrMany(distinct(roles.map(({ arn }) => arn))) } },
  };
}

/**
 * A message that did not come through its topic would be an event not published by its owner. `aws:SourceArn` is
 * present only when a service calls for a resource, so this meets all direct calls and no delivery.
 */
function denySending(
  resource: string,
  { sourceArns }: Feeder,
  exceptTo: readonly { readonly arn: string }[],
): Statement {
  const condition = {
    ...(sourceArns.length > 0 && { Null: { "aws:SourceArn": "true" } }),
    ...(exceptTo.length > 0 && { ArnNotEquals: { "aws:PrincipalArn": arnsOf(exceptTo) } }),
  };
  return {
    Sid: "DenySending",
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: resource,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}
