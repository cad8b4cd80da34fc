import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  SetTopicAttributesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { changedKeys } from "../diff.ts";
import type { InputProperties, Properties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType, Told } from "../resource-type.ts";
import { nameOf, regionOf } from "./arn.ts";
import type { AttributeNames } from "./attributes.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";
import { fromTagList, tagChanges, toTagList } from "./tags.ts";

type Inputs = Properties & { readonly name: string; readonly region: string; readonly tags?: Tags };

const inputs: InputProperties = {
  name: { kind: "string", required: true, forceNew: true },
  region,
  displayName: { kind: "string" },
  fifoTopic: { kind: "boolean", default: false, forceNew: true },
  contentBasedDeduplication: { kind: "boolean", default: false },
  fifoThroughputScope: { kind: "string", oneOf: ["Topic", "MessageGroup"], driftOnlyWhenSet: true },
  kmsMasterKeyId: { kind: "string" },
  archivePolicy: { kind: "json" },
  deliveryPolicy: { kind: "json" },
  sqsFailureFeedbackRoleArn: { kind: "string" },
  signatureVersion: { kind: "number", driftOnlyWhenSet: true },
  tracingConfig: { kind: "string", oneOf: ["PassThrough", "Active"], driftOnlyWhenSet: true },
  tags: { kind: "map" },
};

const ATTRIBUTES: AttributeNames = {
  displayName: "DisplayName",
  fifoTopic: "FifoTopic",
  contentBasedDeduplication: "ContentBasedDeduplication",
  fifoThroughputScope: "FifoThroughputScope",
  kmsMasterKeyId: "KmsMasterKeyId",
  archivePolicy: "ArchivePolicy",
  deliveryPolicy: "DeliveryPolicy",
  sqsFailureFeedbackRoleArn: "SQSFailureFeedbackRoleArn",
  signatureVersion: "SignatureVersion",
  tracingConfig: "TracingConfig",
};

export const snsTopic: ResourceType<AwsConnection, Inputs> = {
  token: "aws:sns/topic:Topic",
  inputs,
  name: "name",

  async create(connection, values) {
    const arn = `arn:aws:sns:${values.region}:${connection.account}:${values.name}`;
    // AWS returns an existing topic with the same settings and refuses other ones; MiniStack 1.5.33 never refuses.
    const existing = await snsTopic.read(connection, arn, values);
    if (existing !== undefined && changedKeys(snsTopic, existing, values).length > 0)
      throw new Error("Topic already exists with different attributes or tags");
    const command = new CreateTopicCommand({
      Name: values.name,
      // A standard topic must not mention FIFO (SNS API reference, CreateTopic).
      Attributes: withoutFalse(toAttributes(ATTRIBUTES, values)),
      Tags: toTagList(values.tags),
    });
    return (await connection.sns(values.region).send(command)).TopicArn ?? arn;
  },

  async read(connection, id): Promise<Told | undefined> {
    const sns = connection.sns(regionOf(id));
    try {
      const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: id }));
      const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: id }));
      const told = fromAttributes(ATTRIBUTES, inputs, Attributes);
      return { ...told, name: nameOf(id, ":"), region: regionOf(id), tags: fromTagList(Tags) };
    } catch (error) {
      if (hasName(error, "NotFoundException", "ResourceNotFoundException")) return undefined;
      throw error;
    }
  },

  async update(connection, id, olds, news) {
    const sns = connection.sns(news.region);
    for (const key of changedKeys(snsTopic, olds, news).filter((name) => ATTRIBUTES[name] !== undefined)) {
      const AttributeValue = String(news[key] ?? "");
      await sns.send(new SetTopicAttributesCommand({ TopicArn: id, AttributeName: ATTRIBUTES[key], AttributeValue }));
    }
    const { set, remove } = tagChanges(olds.tags, news.tags);
    if (remove.length > 0) await sns.send(new UntagResourceCommand({ ResourceArn: id, TagKeys: remove }));
    if (Object.keys(set).length > 0) await sns.send(new TagResourceCommand({ ResourceArn: id, Tags: toTagList(set) }));
  },

  async delete(connection, id, values) {
    // SNS answers alike whether the topic existed or not.
    await connection.sns(values.region).send(new DeleteTopicCommand({ TopicArn: id }));
  },

  outputs: (connection, id, { tags = {} }) => ({ arn: id, owner: connection.account, tagsAll: tags }),
};

function withoutFalse(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== "false"));
}
