import type { protos } from "@google-cloud/pubsub";
import { changedKeys } from "../diff.ts";
import type { InputProperties } from "../input-property.ts";
import type { ResourceType, Told } from "../resource-type.ts";
import type { GcpConnection } from "./connection.ts";
import { asDeployer, hasCode, NOT_FOUND } from "./connection.ts";
import { deletionPolicy, mayDelete } from "./deletion-policy.ts";
import { fromDuration, toDuration } from "./duration.ts";
import type { PushConfig } from "./push-config.ts";
import { fromPushConfig, pushConfig, toPushConfig } from "./push-config.ts";
import { fullPath, parseId } from "./resource-path.ts";

type Inputs = {
  readonly name: string;
  readonly project: string;
  readonly topic: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly ackDeadlineSeconds: number;
  readonly messageRetentionDuration: string;
  readonly retainAckedMessages: boolean;
  readonly expirationPolicy: { readonly ttl: string };
  readonly deadLetterPolicy?: { readonly deadLetterTopic: string; readonly maxDeliveryAttempts: number };
  readonly retryPolicy?: { readonly minimumBackoff: string; readonly maximumBackoff: string };
  readonly filter?: string;
  readonly enableMessageOrdering: boolean;
  readonly enableExactlyOnceDelivery: boolean;
  readonly pushConfig?: PushConfig;
  readonly deletionPolicy: string;
};

/** Defaults of the service: cloud reference, section 2.1. */
const inputs: InputProperties = {
  name: { kind: "string", required: true, forceNew: true },
  project: { kind: "string", inherited: true, forceNew: true },
  topic: { kind: "string", required: true, forceNew: true },
  labels: { kind: "map" },
  ackDeadlineSeconds: { kind: "number", default: 10 },
  messageRetentionDuration: { kind: "duration", default: "604800s" },
  retainAckedMessages: { kind: "boolean", default: false },
  expirationPolicy: {
    kind: "object",
    fields: { ttl: { kind: "duration", required: true } },
    default: { ttl: "2678400s" },
  },
  deadLetterPolicy: {
    kind: "object",
    fields: {
      deadLetterTopic: { kind: "string", required: true },
      maxDeliveryAttempts: { kind: "number", default: 5 },
    },
  },
  retryPolicy: {
    kind: "object",
    fields: {
      minimumBackoff: { kind: "duration", default: "10s" },
      maximumBackoff: { kind: "duration", default: "600s" },
    },
  },
  filter: { kind: "string", forceNew: true },
  enableMessageOrdering: { kind: "boolean", default: false, forceNew: true },
  enableExactlyOnceDelivery: { kind: "boolean", default: false },
  pushConfig,
  deletionPolicy,
};

/** Input → path in an update mask (google/pubsub/v1/pubsub.proto, Subscription). */
const MASK: Readonly<Record<string, string>> = {
  labels: "labels",
  ackDeadlineSeconds: "ack_deadline_seconds",
  messageRetentionDuration: "message_retention_duration",
  retainAckedMessages: "retain_acked_messages",
  expirationPolicy: "expiration_policy",
  deadLetterPolicy: "dead_letter_policy",
  retryPolicy: "retry_policy",
  enableExactlyOnceDelivery: "enable_exactly_once_delivery",
  pushConfig: "push_config",
};

export const subscription: ResourceType<GcpConnection, Inputs> = {
  token: "gcp:pubsub/subscription:Subscription",
  inputs,
  name: "name",

  async create(connection, values) {
    const message = toMessage(values);
    await (await connection.subscriber()).createSubscription(message, asDeployer(connection));
    return message.name;
  },

  async read(connection, id, known) {
    const path = parseId("subscriptions", id);
    try {
      const subscriber = await connection.subscriber();
      const [found] = await subscriber.getSubscription({ subscription: id }, asDeployer(connection));
      return { ...path, ...fromMessage(found, path.project, known) };
    } catch (error) {
      if (hasCode(error, NOT_FOUND)) return undefined;
      throw error;
    }
  },

  async update(connection, _id, olds, news) {
    const paths = changedKeys(subscription, olds, news).flatMap((key) => MASK[key] ?? []);
    if (paths.length === 0) return;
    const subscriber = await connection.subscriber();
    await subscriber.updateSubscription(
      { subscription: toMessage(news), updateMask: { paths } },
      asDeployer(connection),
    );
  },

  async delete(connection, id, values) {
    if (!mayDelete(values.deletionPolicy)) return;
    try {
      await (await connection.subscriber()).deleteSubscription({ subscription: id }, asDeployer(connection));
    } catch (error) {
      if (!hasCode(error, NOT_FOUND)) throw error;
    }
  },

  outputs: (_connection, _id, { labels = {} }) => ({ effectiveLabels: labels, pulumiLabels: labels }),
};

function toMessage(values: Inputs): protos.google.pubsub.v1.ISubscription & { name: string } {
  const { expirationPolicy, deadLetterPolicy, retryPolicy, project } = values;
  return {
    name: `projects/${project}/subscriptions/${values.name}`,
    topic: fullPath("topics", project, values.topic),
    labels: { ...values.labels },
    ackDeadlineSeconds: values.ackDeadlineSeconds,
    messageRetentionDuration: toDuration(values.messageRetentionDuration),
    retainAckedMessages: values.retainAckedMessages,
    expirationPolicy: expirationPolicy.ttl === "" ? {} : { ttl: toDuration(expirationPolicy.ttl) },
    deadLetterPolicy:
      deadLetterPolicy === undefined
        ? null
        : { ...deadLetterPolicy, deadLetterTopic: fullPath("topics", project, deadLetterPolicy.deadLetterTopic) },
    retryPolicy:
      retryPolicy === undefined
        ? null
        : {
            minimumBackoff: toDuration(retryPolicy.minimumBackoff),
            maximumBackoff: toDuration(retryPolicy.maximumBackoff),
          },
    filter: values.filter ?? "",
    enableMessageOrdering: values.enableMessageOrdering,
    enableExactlyOnceDelivery: values.enableExactlyOnceDelivery,
    pushConfig: toPushConfig(values.pushConfig),
  };
}

function fromMessage(found: protos.google.pubsub.v1.ISubscription, project: string, known: Partial<Inputs>): Told {
  const { deadLetterPolicy, retryPolicy, expirationPolicy } = found;
  const isSameTopic = known.topic !== undefined && fullPath("topics", project, known.topic) === found.topic;
  return {
    topic: isSameTopic ? known.topic : (found.topic ?? undefined),
    labels: found.labels ?? undefined,
    ackDeadlineSeconds: found.ackDeadlineSeconds ?? undefined,
    messageRetentionDuration: fromDuration(found.messageRetentionDuration),
    retainAckedMessages: found.retainAckedMessages ?? false,
    expirationPolicy: expirationPolicy ? { ttl: fromDuration(expirationPolicy.ttl) ?? "" } : undefined,
    deadLetterPolicy: deadLetterPolicy
      ? {
          deadLetterTopic: deadLetterPolicy.deadLetterTopic ?? "",
          maxDeliveryAttempts: deadLetterPolicy.maxDeliveryAttempts || 5,
        }
      : undefined,
    retryPolicy: retryPolicy
      ? {
          minimumBackoff: fromDuration(retryPolicy.minimumBackoff) ?? "10s",
          maximumBackoff: fromDuration(retryPolicy.maximumBackoff) ?? "600s",
        }
      : undefined,
    filter: found.filter || undefined,
    enableMessageOrdering: found.enableMessageOrdering ?? false,
    enableExactlyOnceDelivery: found.enableExactlyOnceDelivery ?? false,
    pushConfig: fromPushConfig(found.pushConfig, known.pushConfig),
  };
}
