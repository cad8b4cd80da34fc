import type { SNSClient } from "@aws-sdk/client-sns";
import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { changedKeys } from "../diff.ts";
import type { InputProperties, Properties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType, Told } from "../resource-type.ts";
import { accountOf, regionOf } from "./arn.ts";
import type { AttributeNames } from "./attributes.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";

type Inputs = Properties & {
  readonly topic: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly region: string;
};

const inputs: InputProperties = {
  topic: { kind: "string", required: true, forceNew: true },
  protocol: { kind: "string", required: true, forceNew: true },
  endpoint: { kind: "string", required: true, forceNew: true },
  region,
  rawMessageDelivery: { kind: "boolean", default: false },
  filterPolicy: { kind: "json" },
  filterPolicyScope: { kind: "string", oneOf: ["MessageAttributes", "MessageBody"], driftOnlyWhenSet: true },
  redrivePolicy: { kind: "json" },
  replayPolicy: { kind: "json" },
};

const ATTRIBUTES: AttributeNames = {
  filterPolicyScope: "FilterPolicyScope",
  rawMessageDelivery: "RawMessageDelivery",
  filterPolicy: "FilterPolicy",
  redrivePolicy: "RedrivePolicy",
  replayPolicy: "ReplayPolicy",
};
const SCOPE_FIRST = Object.entries(ATTRIBUTES);
const SCOPE_LAST = [...SCOPE_FIRST.slice(1), ...SCOPE_FIRST.slice(0, 1)];

/** The value that removes an attribute (SNS API reference, SetSubscriptionAttributes). */
const NONE: Readonly<Record<string, string>> = { filterPolicy: "{}", replayPolicy: "{}" };

export const snsTopicSubscription: ResourceType<AwsConnection, Inputs> = {
  token: "aws:sns/topicSubscription:TopicSubscription",
  inputs,

  async create(connection, values) {
    const sns = connection.sns(values.region);
    // AWS returns an existing subscription with the same attributes and refuses other ones; MiniStack 1.5.33 never refuses.
    // Of a topic of another account only the owner can list the subscriptions.
    const existing = accountOf(values.topic) === connection.account ? await find(sns, values) : undefined;
    const told = existing === undefined ? undefined : await snsTopicSubscription.read(connection, existing, values);
    if (told !== undefined && changedKeys(snsTopicSubscription, told, values).length > 0)
      throw new Error("Subscription already exists with different attributes");
    const command = new SubscribeCommand({
      TopicArn: values.topic,
      Protocol: values.protocol,
      Endpoint: values.endpoint,
      Attributes: toAttributes(ATTRIBUTES, values),
      ReturnSubscriptionArn: true,
    });
    const { SubscriptionArn } = await sns.send(command);
    if (SubscriptionArn === undefined) throw new Error("SNS returned no ARN for the subscription");
    return SubscriptionArn;
  },

  async read(connection, id): Promise<Told | undefined> {
    try {
      const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: id });
      const { Attributes = {} } = await connection.sns(regionOf(id)).send(command);
      return {
        ...fromAttributes(ATTRIBUTES, inputs, Attributes),
        topic: Attributes["TopicArn"],
        protocol: Attributes["Protocol"],
        endpoint: Attributes["Endpoint"],
        region: regionOf(id),
      };
    } catch (error) {
      if (hasName(error, "NotFoundException")) return undefined;
      throw error;
    }
  },

  async update(connection, id, olds, news) {
    const changed = changedKeys(snsTopicSubscription, olds, news);
    // A policy of the body may be nested, which one of the attributes may not: MessageBody is set first, or else last.
    const order = news["filterPolicyScope"] === "MessageBody" ? SCOPE_FIRST : SCOPE_LAST;
    for (const [key, AttributeName] of order.filter(([name]) => changed.includes(name))) {
      const AttributeValue = String(news[key] ?? NONE[key] ?? "");
      const command = new SetSubscriptionAttributesCommand({ SubscriptionArn: id, AttributeName, AttributeValue });
      await connection.sns(news.region).send(command);
    }
  },

  async delete(connection, id, values) {
    try {
      await connection.sns(values.region).send(new UnsubscribeCommand({ SubscriptionArn: id }));
    } catch (error) {
      if (!hasName(error, "NotFoundException")) throw error;
    }
  },

  outputs: (connection, id) => ({
    arn: id,
    ownerId: connection.account,
    confirmationWasAuthenticated: true,
    pendingConfirmation: false,
  }),
};

async function find(sns: SNSClient, values: Inputs): Promise<string | undefined> {
  for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: values.topic })) {
    const same = page.Subscriptions?.find(
      (other) => other.Protocol === values.protocol && other.Endpoint === values.endpoint,
    );
    if (same?.SubscriptionArn !== undefined) return same.SubscriptionArn;
  }
  return undefined;
}
