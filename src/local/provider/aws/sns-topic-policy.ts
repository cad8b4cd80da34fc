import { GetTopicAttributesCommand, SetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { canonicalJson } from "../../../backends/cloud-resource.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import { regionOf } from "./arn.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";

type Inputs = { readonly arn: string; readonly region: string; readonly policy: string };

/** One per topic; it replaces the policy SNS gives to a new topic, and its removal brings that one back. */
export const snsTopicPolicy: ResourceType<AwsConnection, Inputs> = {
  token: "aws:sns/topicPolicy:TopicPolicy",
  inputs: {
    arn: { kind: "string", required: true, forceNew: true },
    region,
    policy: { kind: "json", required: true },
  },

  async create(connection, { arn, policy }) {
    await put(connection, arn, policy);
    return arn;
  },

  async read(connection, id) {
    try {
      const command = new GetTopicAttributesCommand({ TopicArn: id });
      const { Attributes } = await connection.sns(regionOf(id)).send(command);
      return { arn: id, region: regionOf(id), policy: Attributes?.["Policy"] };
    } catch (error) {
      if (hasName(error, "NotFoundException")) return undefined;
      throw error;
    }
  },

  update: (connection, id, _olds, { policy }) => put(connection, id, policy),

  async delete(connection, id) {
    try {
      await put(connection, id, defaultPolicy(connection.account, id));
    } catch (error) {
      if (!hasName(error, "NotFoundException")) throw error;
    }
  },

  outputs: (connection) => ({ owner: connection.account }),
};

async function put(connection: AwsConnection, arn: string, policy: string): Promise<void> {
  const command = new SetTopicAttributesCommand({ TopicArn: arn, AttributeName: "Policy", AttributeValue: policy });
  await connection.sns(regionOf(arn)).send(command);
}

/** What SNS gives to a topic made without a policy (SNS developer guide, "Example cases for access control": the owner may do everything). */
function defaultPolicy(account: string, arn: string): string {
  const actions = ["GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic"];
  return canonicalJson({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...actions, "Subscribe", "ListSubscriptionsByTopic", "Publish"].map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      },
    ],
  });
}
