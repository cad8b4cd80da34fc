import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { changedKeys } from "../diff.ts";
import type { InputProperties, Properties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AttributeNames } from "./attributes.ts";
import { fromAttributes, toAttributes } from "./attributes.ts";
import type { AwsConnection } from "./connection.ts";
import { parseQueueUrl, queueUrl } from "./queue-url.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";
import { tagChanges } from "./tags.ts";

type Inputs = Properties & { readonly name: string; readonly region: string; readonly tags?: Tags };

/** Defaults are the real provider's (cloud reference, section 2.2), which asks for 256 KiB where SQS itself would allow 1 MiB. */
const inputs: InputProperties = {
  name: { kind: "string", required: true, forceNew: true },
  region,
  visibilityTimeoutSeconds: { kind: "number", default: 30 },
  messageRetentionSeconds: { kind: "number", default: 345_600 },
  delaySeconds: { kind: "number", default: 0 },
  receiveWaitTimeSeconds: { kind: "number", default: 0 },
  maxMessageSize: { kind: "number", default: 262_144 },
  policy: { kind: "json", driftOnlyWhenSet: true },
  redrivePolicy: { kind: "json", driftOnlyWhenSet: true },
  redriveAllowPolicy: { kind: "json", driftOnlyWhenSet: true },
  sqsManagedSseEnabled: { kind: "boolean", driftOnlyWhenSet: true, conflictsWith: ["kmsMasterKeyId"] },
  kmsMasterKeyId: { kind: "string" },
  kmsDataKeyReusePeriodSeconds: { kind: "number", driftOnlyWhenSet: true },
  fifoQueue: { kind: "boolean", default: false, forceNew: true },
  contentBasedDeduplication: { kind: "boolean", default: false },
  deduplicationScope: { kind: "string", oneOf: ["messageGroup", "queue"], driftOnlyWhenSet: true },
  fifoThroughputLimit: { kind: "string", oneOf: ["perQueue", "perMessageGroupId"], driftOnlyWhenSet: true },
  tags: { kind: "map" },
};

const ATTRIBUTES: AttributeNames = {
  visibilityTimeoutSeconds: "VisibilityTimeout",
  messageRetentionSeconds: "MessageRetentionPeriod",
  delaySeconds: "DelaySeconds",
  receiveWaitTimeSeconds: "ReceiveMessageWaitTimeSeconds",
  maxMessageSize: "MaximumMessageSize",
  policy: "Policy",
  redrivePolicy: "RedrivePolicy",
  redriveAllowPolicy: "RedriveAllowPolicy",
  sqsManagedSseEnabled: "SqsManagedSseEnabled",
  kmsMasterKeyId: "KmsMasterKeyId",
  kmsDataKeyReusePeriodSeconds: "KmsDataKeyReusePeriodSeconds",
  fifoQueue: "FifoQueue",
  contentBasedDeduplication: "ContentBasedDeduplication",
  deduplicationScope: "DeduplicationScope",
  fifoThroughputLimit: "FifoThroughputLimit",
};

/**
 * Its policies are attributes like the others, left alone where they are left out (terraform-provider-aws
 * `internal/service/sqs/queue.go`: optional and computed). MiniStack 1.5.33 keeps the redrive allow policy; our launcher
 * enforces it.
 */
export const sqsQueue: ResourceType<AwsConnection, Inputs> = {
  token: "aws:sqs/queue:Queue",
  inputs,
  name: "name",

  async create(connection, values) {
    const Attributes = toAttributes(ATTRIBUTES, values);
    // A standard queue must not mention FIFO (SQS API reference, CreateQueue).
    for (const name of ["FifoQueue", "ContentBasedDeduplication"])
      if (Attributes[name] === "false") delete Attributes[name];
    const command = new CreateQueueCommand({ QueueName: values.name, Attributes, tags: { ...values.tags } });
    await connection.sqs(values.region).send(command);
    return queueUrl(values.region, connection.account, values.name);
  },

  async read(connection, id) {
    const parsed = parseQueueUrl(id);
    const sqs = connection.sqs(parsed.region);
    try {
      const command = new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ["All"] });
      const { Attributes = {} } = await sqs.send(command);
      const { Tags = {} } = await sqs.send(new ListQueueTagsCommand({ QueueUrl: id }));
      return {
        ...fromAttributes(ATTRIBUTES, inputs, Attributes),
        name: parsed.name,
        region: parsed.region,
        tags: Object.keys(Tags).length === 0 ? undefined : Tags,
      };
    } catch (error) {
      if (hasName(error, "QueueDoesNotExist")) return undefined;
      throw error;
    }
  },

  async update(connection, id, olds, news) {
    const sqs = connection.sqs(news.region);
    const changed = changedKeys(sqsQueue, olds, news).flatMap((key) => {
      const name = ATTRIBUTES[key];
      return name === undefined ? [] : [[name, String(news[key] ?? "")]];
    });
    if (changed.length > 0)
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: id, Attributes: Object.fromEntries(changed) }));
    const { set, remove } = tagChanges(olds.tags, news.tags);
    if (remove.length > 0) await sqs.send(new UntagQueueCommand({ QueueUrl: id, TagKeys: remove }));
    if (Object.keys(set).length > 0) await sqs.send(new TagQueueCommand({ QueueUrl: id, Tags: set }));
  },

  async delete(connection, id, values) {
    try {
      await connection.sqs(values.region).send(new DeleteQueueCommand({ QueueUrl: id }));
    } catch (error) {
      if (!hasName(error, "QueueDoesNotExist")) throw error;
    }
  },

  outputs: (connection, id, { name, region: place, tags = {} }) => ({
    arn: `arn:aws:sqs:${place}:${connection.account}:${name}`,
    url: id,
    tagsAll: tags,
  }),
};
