import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  UpdateEventBusCommand,
} from "@aws-sdk/client-eventbridge";
import { changedKeys } from "../diff.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { changeTags, readTags } from "./event-tags.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";
import { toTagList } from "./tags.ts";

type Inputs = {
  readonly name: string;
  readonly region: string;
  readonly description?: string;
  readonly kmsKeyIdentifier?: string;
  readonly deadLetterConfig?: { readonly arn: string };
  readonly logConfig?: { readonly includeDetail: "NONE" | "FULL"; readonly level: "OFF" | "ERROR" | "INFO" | "TRACE" };
  readonly tags?: Tags;
};

export const eventBus: ResourceType<AwsConnection, Inputs> = {
  token: "aws:cloudwatch/eventBus:EventBus",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    region,
    description: { kind: "string" },
    kmsKeyIdentifier: { kind: "string" },
    deadLetterConfig: { kind: "object", fields: { arn: { kind: "string", required: true } } },
    logConfig: {
      kind: "object",
      fields: { includeDetail: { kind: "string", default: "NONE" }, level: { kind: "string", default: "OFF" } },
    },
    tags: { kind: "map" },
  },
  name: "name",

  async create(connection, values) {
    const command = new CreateEventBusCommand({ ...request(values), Tags: toTagList(values.tags) });
    await connection.events(values.region).send(command);
    return values.name;
  },

  async read(connection, id, known) {
    const place = known.region ?? connection.inherited["region"] ?? "";
    const client = connection.events(place);
    try {
      const bus = await client.send(new DescribeEventBusCommand({ Name: id }));
      const log = bus.LogConfig;
      return {
        name: id,
        region: place,
        description: bus.Description || undefined,
        kmsKeyIdentifier: bus.KmsKeyIdentifier || undefined,
        deadLetterConfig: bus.DeadLetterConfig?.Arn ? { arn: bus.DeadLetterConfig.Arn } : undefined,
        logConfig: log?.Level ? { includeDetail: log.IncludeDetail ?? "NONE", level: log.Level } : undefined,
        tags: await readTags(client, arnOf(connection, place, id)),
      };
    } catch (error) {
      if (hasName(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  },

  async update(connection, id, olds, news) {
    const client = connection.events(news.region);
    const changed = changedKeys(eventBus, olds, news);
    if (changed.some((key) => key !== "tags"))
      await client.send(new UpdateEventBusCommand({ ...request(news), ...removals(news) }));
    await changeTags(client, arnOf(connection, news.region, id), olds.tags, news.tags);
  },

  async delete(connection, id, values) {
    try {
      await connection.events(values.region).send(new DeleteEventBusCommand({ Name: id }));
    } catch (error) {
      if (!hasName(error, "ResourceNotFoundException")) throw error;
    }
  },

  outputs: (connection, id, { region: place, tags = {} }) => ({ arn: arnOf(connection, place, id), tagsAll: tags }),
};

/** An update sends empty values for what is removed: EventBridge keeps what is left out. */
function request({ name, description = "", kmsKeyIdentifier, deadLetterConfig, logConfig }: Inputs) {
  return {
    Name: name,
    Description: description,
    KmsKeyIdentifier: kmsKeyIdentifier,
    DeadLetterConfig: deadLetterConfig && { Arn: deadLetterConfig.arn },
    LogConfig: logConfig && { IncludeDetail: logConfig.includeDetail, Level: logConfig.level },
  };
}

function removals({ kmsKeyIdentifier, deadLetterConfig, logConfig }: Inputs) {
  return {
    ...(kmsKeyIdentifier === undefined && { KmsKeyIdentifier: "" }),
    ...(deadLetterConfig === undefined && { DeadLetterConfig: {} }),
    ...(logConfig === undefined && { LogConfig: {} }),
  };
}

function arnOf(connection: AwsConnection, place: string, name: string): string {
  return `arn:aws:events:${place}:${connection.account}:event-bus/${name}`;
}
