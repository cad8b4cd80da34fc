import type { CloudResource, Json } from "../cloud-resource.ts";
import type { Tally } from "../tally.ts";
import { IAM } from "./iam-quotas.ts";
import { policySize } from "./policy-size.ts";
import { SQS } from "./sqs-quotas.ts";

/** What one queue or role alone uses of the quotas of SQS and IAM, and any resource of those on tags. */
export function measureAws(resource: CloudResource, tally: Tally): void {
  const { type, name, properties } = resource;
  const { tags } = properties;
  if (tags !== undefined) tally.add(SQS.tags, Object.keys(Object(tags)).length, resource);
  switch (type) {
    case "aws:sqs/queue:Queue": {
      const { sourceQueueArns } = parsed(properties["redriveAllowPolicy"]);
      tally.add(SQS.nameCharacters, name.length, resource);
      tally.add(SQS.retention, number(properties["messageRetentionSeconds"]), resource);
      tally.add(SQS.visibilityTimeout, number(properties["visibilityTimeoutSeconds"]), resource);
      tally.add(SQS.delay, number(properties["delaySeconds"]), resource);
      tally.add(SQS.messageBytes, number(properties["maxMessageSize"]), resource);
      tally.add(SQS.receiveCount, number(parsed(properties["redrivePolicy"])["maxReceiveCount"]), resource);
      const policy = String(properties["policy"]);
      const { statements, principals, conditions, actions } = policySize(policy);
      tally.add(SQS.policyBytes, Buffer.byteLength(policy), resource);
      tally.add(SQS.policyStatements, statements, resource);
      tally.add(SQS.policyPrincipals, principals, resource);
      tally.add(SQS.policyConditions, conditions, resource);
      tally.add(SQS.policyActions, actions, resource);
      if (Array.isArray(sourceQueueArns)) tally.add(SQS.redriveSources, sourceQueueArns.length, resource);
      return;
    }
    case "aws:iam/role:Role":
      tally.add(IAM.roleNameCharacters, name.length, resource);
      tally.add(IAM.trustPolicyCharacters, String(properties["assumeRolePolicy"]).length, resource);
      return;
    default:
  }
}

/** Undefined for what is no number, or not there. */
export function number(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The JSON object in a property; empty where there is none. */
export function parsed(text: Json | undefined): { readonly [key: string]: Json | undefined } {
  return typeof text === "string" ? Object(JSON.parse(text)) : {};
}
