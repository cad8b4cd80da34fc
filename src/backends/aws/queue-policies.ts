import type { AwsPlace } from "./place.ts";
import { oneOrMany, policyDocument, type Statement } from "./policy-document.ts";
import type { QueueTrio } from "./queue-names.ts";
import type { Role } from "./role.ts";
import { arnsOf, denyToOthers, denyWithoutTls } from "./statements.ts";

/** What brings messages to a queue: the cloud's service and the ARNs of the topics or rules it acts for. */
export interface Feeder {
  /** Service principal, for example `sns.amazonaws.com`. */
  readonly service: string;
  /** Sorted; at least one. */
  readonly sourceArns: readonly string[];
}

const READ = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"] as const;

/** The one policy of each queue of a trio, from the whole model (SQS keeps a single document per queue). */
export interface QueuePolicies {
  readonly main: string;
  readonly deadLetter: string;
  readonly undeliverable: string;
}

/**
 * Only the feeder can put messages into the main and the undeliverable queue, nobody into the dead-letter queue (SQS
 * itself moves messages there without asking a policy), and only the consumers can read any of them. The consumers may
 * also send to the main queue, which a redrive from the dead-letter queue does in their name.
 */
export function queuePolicies(
  place: AwsPlace,
  queues: QueueTrio,
  feeder: Feeder,
  consumers: readonly Role[],
): QueuePolicies {
  const { main, deadLetter, undeliverable } = queues;
  return {
    main: policyDocument([
      allowFeeder(place, main.arn, feeder),
      denySending(main.arn, consumers),
      denyToOthers("DenyReadingToOthers", READ, main.arn, consumers),
      denyWithoutTls("sqs:*", main.arn),
    ]),
    deadLetter: policyDocument([
      denyToOthers("DenySending", ["sqs:SendMessage"], deadLetter.arn, []),
      denyToOthers("DenyReadingToOthers", READ, deadLetter.arn, consumers),
      denyWithoutTls("sqs:*", deadLetter.arn),
    ]),
    undeliverable: policyDocument([
      allowFeeder(place, undeliverable.arn, feeder),
      denySending(undeliverable.arn, []),
      denyToOthers("DenyReadingToOthers", READ, undeliverable.arn, consumers),
      denyWithoutTls("sqs:*", undeliverable.arn),
    ]),
  };
}

/**
 * The source ARNs are complete, so they hold the account already. The account is asked for only where the service
 * tells it: that EventBridge does is documented, for SNS it is not, and a key that is absent would silently stop delivery.
 */
function allowFeeder(place: AwsPlace, resource: string, { service, sourceArns }: Feeder): Statement {
  return {
    Sid: "AllowDelivery",
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sqs:SendMessage",
    Resource: resource,
    Condition: {
      ArnEquals: { "aws:SourceArn": oneOrMany(sourceArns) },
      StringEqualsIfExists: { "aws:SourceAccount": place.account },
    },
  };
}

/**
 * A message that did not come through its topic would be an event not published by its owner. `aws:SourceArn` is
 * present only when a service calls for a resource, so this meets all direct calls and no delivery.
 */
function denySending(resource: string, exceptTo: readonly Role[]): Statement {
  return {
    Sid: "DenySending",
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: resource,
    Condition: {
      Null: { "aws:SourceArn": "true" },
      ...(exceptTo.length > 0 && { ArnNotEquals: { "aws:PrincipalArn": arnsOf(exceptTo) } }),
    },
  };
}
