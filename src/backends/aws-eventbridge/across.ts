import type { RoleArgs } from "@pulumi/aws/iam/role.js";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { undeliverableAlarm } from "../aws/alarms.ts";
import { arn as arnOf } from "../aws/arn.ts";
import { encryptionKey } from "../aws/encryption-key.ts";
import { useOfKey } from "../aws/key-policy.ts";
import { providerId } from "../aws/places.ts";
import { policyDocument } from "../aws/policy-document.ts";
import { undeliverablePolicyAcross } from "../aws/queue-policies.ts";
import { queuesOf } from "../aws/queues-of.ts";
import { rolesOf } from "../aws/role.ts";
import { sqsQueue } from "../aws/sqs-queue.ts";
import { taggedAs, tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import type { Across, Rule } from "./rule.ts";
import { type AwsPlace, DELIVERY } from "./settings.ts";

/** Name of the delivery role's only policy. */
const POLICY = "deliver";

/**
 * What a rule needs in the account of its bus to deliver to a queue of another account: a role that EventBridge
 * assumes for this rule alone and that may send to this queue alone, and a queue for what was not delivered, which
 * the subscriber's consumers may read from their own account.
 */
export function acrossResources(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
  { arn, place }: Rule,
  { role, undeliverable }: Across,
): readonly CloudResource[] {
  const { stack } = input;
  const { team } = subscription;
  const subscriber = stack.placeOf(team);
  const provider = providerId(place);
  const of = { subscription, provider, labels: stack.labels };
  const { main } = queuesOf(input, subscription);
  const feeder = { service: DELIVERY, sourceArns: [arn] };
  const key = encryptionKey(input, team);
  /** Which one, its own policy says: the ARN of one that is made here is not known beforehand. */
  const anyKey = arnOf(subscriber, "kms", "key/*");
  const consumers = rolesOf(principalsOf(stack, team).consumers);

  return [
    sqsQueue(of, undeliverable.id, undeliverable, {
      policy: undeliverablePolicyAcross(undeliverable, feeder, consumers, subscriber),
    }),
    ...undeliverableAlarm(
      { subscription, labels: stack.labels, notify: place.notify },
      { id: undeliverable.id, name: undeliverable.name, provider },
    ),
    {
      type: "aws:iam/role:Role",
      id: role.id,
      name: role.name,
      team,
      provider,
      properties: {
        name: role.name,
        assumeRolePolicy: trust(arn, place),
        tags: tags(stack.labels, taggedAs(subscription)),
      } satisfies Unwrap<RoleArgs>,
      dependsOn: [],
      holdsMessages: false,
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      id: partOf("policy", role.id),
      name: POLICY,
      team,
      provider,
      properties: {
        name: POLICY,
        role: role.name,
        policy: policyDocument([
          { Sid: "Deliver", Effect: "Allow", Action: "sqs:SendMessage", Resource: main.arn },
          ...(key === undefined ? [] : [useOfKey("UseKeyOfQueue", "sqs", subscriber, key.arn ?? anyKey)]),
        ]),
      } satisfies Unwrap<RolePolicyArgs>,
      dependsOn: [role.id],
      holdsMessages: false,
    },
  ];
}

/** EventBridge alone, and for the one rule alone (EventBridge User Guide, "Cross-service confused deputy prevention"). */
function trust(rule: string, { account }: AwsPlace): string {
  return policyDocument([
    {
      Sid: "AssumedForTheRule",
      Effect: "Allow",
      Principal: { Service: DELIVERY },
      Action: "sts:AssumeRole",
      Condition: { ArnEquals: { "aws:SourceArn": rule }, StringEquals: { "aws:SourceAccount": account } },
    },
  ]);
}
