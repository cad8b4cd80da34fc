import type { protos } from "@google-cloud/pubsub";
import { changedKeys } from "../diff.ts";
import type { InputProperties } from "../input-property.ts";
import type { ResourceType } from "../resource-type.ts";
import type { GcpConnection } from "./connection.ts";
import { asDeployer, hasCode, NOT_FOUND } from "./connection.ts";
import { deletionPolicy, mayDelete } from "./deletion-policy.ts";
import { fromDuration, toDuration } from "./duration.ts";
import { parseId } from "./resource-path.ts";
import type { SchemaSettings } from "./schema-settings.ts";
import { fromSchemaSettings, schemaSettings, toSchemaSettings } from "./schema-settings.ts";

type Inputs = {
  readonly name: string;
  readonly project: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly messageRetentionDuration?: string;
  readonly messageStoragePolicy?: {
    readonly allowedPersistenceRegions: readonly string[];
    readonly enforceInTransit?: boolean;
  };
  readonly kmsKeyName?: string;
  readonly schemaSettings?: SchemaSettings;
  readonly deletionPolicy: string;
};

const inputs: InputProperties = {
  name: { kind: "string", required: true, forceNew: true },
  project: { kind: "string", inherited: true, forceNew: true },
  labels: { kind: "map" },
  messageRetentionDuration: { kind: "duration" },
  messageStoragePolicy: {
    kind: "object",
    fields: {
      allowedPersistenceRegions: { kind: "set", required: true },
      enforceInTransit: { kind: "boolean", default: false },
    },
  },
  kmsKeyName: { kind: "string" },
  schemaSettings,
  deletionPolicy,
};

/** Input → path in an update mask (google/pubsub/v1/pubsub.proto, Topic). */
const MASK: Readonly<Record<string, string>> = {
  labels: "labels",
  messageRetentionDuration: "message_retention_duration",
  messageStoragePolicy: "message_storage_policy",
  kmsKeyName: "kms_key_name",
  schemaSettings: "schema_settings",
};

export const topic: ResourceType<GcpConnection, Inputs> = {
  token: "gcp:pubsub/topic:Topic",
  inputs,
  name: "name",

  async create(connection, values) {
    const message = toMessage(values);
    await (await connection.publisher()).createTopic(message, asDeployer(connection));
    return message.name;
  },

  async read(connection, id) {
    const path = parseId("topics", id);
    try {
      const [found] = await (await connection.publisher()).getTopic({ topic: id }, asDeployer(connection));
      const storage = found.messageStoragePolicy;
      return {
        ...path,
        labels: found.labels ?? undefined,
        messageRetentionDuration: fromDuration(found.messageRetentionDuration),
        messageStoragePolicy: storage
          ? {
              allowedPersistenceRegions: storage.allowedPersistenceRegions ?? [],
              enforceInTransit: storage.enforceInTransit ?? false,
            }
          : undefined,
        kmsKeyName: found.kmsKeyName || undefined,
        schemaSettings: fromSchemaSettings(found.schemaSettings),
      };
    } catch (error) {
      if (hasCode(error, NOT_FOUND)) return undefined;
      throw error;
    }
  },

  async update(connection, _id, olds, news) {
    const paths = changedKeys(topic, olds, news).flatMap((key) => MASK[key] ?? []);
    if (paths.length === 0) return;
    await (await connection.publisher()).updateTopic(
      { topic: toMessage(news), updateMask: { paths } },
      asDeployer(connection),
    );
  },

  async delete(connection, id, values) {
    if (!mayDelete(values.deletionPolicy)) return;
    try {
      await (await connection.publisher()).deleteTopic({ topic: id }, asDeployer(connection));
    } catch (error) {
      if (!hasCode(error, NOT_FOUND)) throw error;
    }
  },

  outputs: (_connection, _id, { labels = {} }) => ({ effectiveLabels: labels, pulumiLabels: labels }),
};

function toMessage(values: Inputs): protos.google.pubsub.v1.ITopic & { name: string } {
  const { messageRetentionDuration: retention, messageStoragePolicy: storage } = values;
  return {
    name: `projects/${values.project}/topics/${values.name}`,
    labels: { ...values.labels },
    kmsKeyName: values.kmsKeyName ?? "",
    schemaSettings: toSchemaSettings(values.schemaSettings),
    messageRetentionDuration: retention === undefined ? null : toDuration(retention),
    messageStoragePolicy:
      storage === undefined ? null : { ...storage, allowedPersistenceRegions: [...storage.allowedPersistenceRegions] },
  };
}
