import {
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  UpdateArchiveCommand,
} from "@aws-sdk/client-eventbridge";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";

type Inputs = {
  readonly name: string;
  readonly region: string;
  readonly eventSourceArn: string;
  readonly description?: string;
  readonly eventPattern?: string;
  readonly retentionDays?: number;
  readonly kmsKeyIdentifier?: string;
};

/** Keeps the events of a bus for replays; without `retentionDays` for ever. Its deletion loses them. */
export const eventArchive: ResourceType<AwsConnection, Inputs> = {
  token: "aws:cloudwatch/eventArchive:EventArchive",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    region,
    eventSourceArn: { kind: "string", required: true, forceNew: true },
    description: { kind: "string" },
    eventPattern: { kind: "json" },
    retentionDays: { kind: "number" },
    kmsKeyIdentifier: { kind: "string" },
  },
  name: "name",

  async create(connection, values) {
    const command = new CreateArchiveCommand({
      ...changeable(values),
      ArchiveName: values.name,
      EventSourceArn: values.eventSourceArn,
    });
    await connection.events(values.region).send(command);
    return values.name;
  },

  async read(connection, id, known) {
    const place = known.region ?? connection.inherited["region"] ?? "";
    try {
      const archive = await connection.events(place).send(new DescribeArchiveCommand({ ArchiveName: id }));
      return {
        name: id,
        region: place,
        eventSourceArn: archive.EventSourceArn,
        description: archive.Description || undefined,
        eventPattern: archive.EventPattern || undefined,
        retentionDays: archive.RetentionDays || undefined,
        kmsKeyIdentifier: archive.KmsKeyIdentifier || undefined,
      };
    } catch (error) {
      if (hasName(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  },

  async update(connection, id, _olds, news) {
    await connection.events(news.region).send(new UpdateArchiveCommand({ ...changeable(news), ArchiveName: id }));
  },

  async delete(connection, id, { region: place }) {
    try {
      await connection.events(place).send(new DeleteArchiveCommand({ ArchiveName: id }));
    } catch (error) {
      if (!hasName(error, "ResourceNotFoundException")) throw error;
    }
  },

  outputs: (connection, id, { region: place }) => ({
    arn: `arn:aws:events:${place}:${connection.account}:archive/${id}`,
  }),
};

/** Empty values remove: EventBridge keeps what an update leaves out. */
function changeable({ description, eventPattern, retentionDays, kmsKeyIdentifier }: Inputs) {
  return {
    Description: description ?? "",
    EventPattern: eventPattern ?? "",
    RetentionDays: retentionDays ?? 0,
    KmsKeyIdentifier: kmsKeyIdentifier ?? "",
  };
}
