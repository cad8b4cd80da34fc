import { DeleteRuleCommand, DescribeRuleCommand, PutRuleCommand } from "@aws-sdk/client-eventbridge";
import { changedKeys } from "../diff.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import { nameOf } from "./arn.ts";
import type { AwsConnection } from "./connection.ts";
import { changeTags, readTags } from "./event-tags.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";
import { toTagList } from "./tags.ts";

type Inputs = {
  readonly name: string;
  readonly region: string;
  readonly eventBusName: string;
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly state: "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  readonly tags?: Tags;
};

export const eventRule: ResourceType<AwsConnection, Inputs> = {
  token: "aws:cloudwatch/eventRule:EventRule",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    region,
    eventBusName: { kind: "string", default: "default", forceNew: true },
    eventPattern: { kind: "json" },
    scheduleExpression: { kind: "string" },
    description: { kind: "string" },
    roleArn: { kind: "string" },
    state: { kind: "string", default: "ENABLED" },
    tags: { kind: "map" },
  },
  name: "name",

  async create(connection, values) {
    await connection.events(values.region).send(put(values, { Tags: toTagList(values.tags) }));
    const bus = values.eventBusName;
    return bus === "default" ? values.name : `${bus}/${values.name}`;
  },

  async read(connection, id, known) {
    const { bus, name } =
      known.name === undefined ? parse(id) : { bus: known.eventBusName ?? "default", name: known.name };
    const place = known.region ?? connection.inherited["region"] ?? "";
    const client = connection.events(place);
    try {
      const rule = await client.send(new DescribeRuleCommand({ Name: name, EventBusName: bus }));
      return {
        name,
        region: place,
        eventBusName: bus,
        eventPattern: rule.EventPattern || undefined,
        scheduleExpression: rule.ScheduleExpression || undefined,
        description: rule.Description || undefined,
        roleArn: rule.RoleArn || undefined,
        state: rule.State,
        tags: await readTags(client, arnOf(connection, place, bus, name)),
      };
    } catch (error) {
      if (hasName(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  },

  async update(connection, _id, olds, news) {
    const client = connection.events(news.region);
    if (changedKeys(eventRule, olds, news).some((key) => key !== "tags")) await client.send(put(news));
    const arn = arnOf(connection, news.region, news.eventBusName, news.name);
    await changeTags(client, arn, olds.tags, news.tags);
  },

  async delete(connection, _id, { name, eventBusName, region: place }) {
    try {
      await connection.events(place).send(new DeleteRuleCommand({ Name: name, EventBusName: eventBusName }));
    } catch (error) {
      if (!hasName(error, "ResourceNotFoundException")) throw error;
    }
  },

  outputs: (connection, _id, { name, eventBusName, region: place, tags = {} }) => ({
    arn: arnOf(connection, place, eventBusName, name),
    tagsAll: tags,
  }),
};

/** Puts the whole rule: what is left out of the call is removed (EventBridge API reference, PutRule). */
function put(values: Inputs, tags: { Tags?: { Key: string; Value: string }[] } = {}): PutRuleCommand {
  return new PutRuleCommand({
    Name: values.name,
    EventBusName: values.eventBusName,
    State: values.state,
    ...(values.eventPattern === undefined ? {} : { EventPattern: values.eventPattern }),
    ...(values.scheduleExpression === undefined ? {} : { ScheduleExpression: values.scheduleExpression }),
    // MiniStack 1.5.33 keeps these two when they are left out.
    Description: values.description ?? "",
    RoleArn: values.roleArn ?? "",
    ...tags,
  });
}

function parse(id: string): { bus: string; name: string } {
  const slash = id.lastIndexOf("/");
  return slash < 0 ? { bus: "default", name: id } : { bus: id.slice(0, slash), name: id.slice(slash + 1) };
}

function arnOf(connection: AwsConnection, place: string, busNameOrArn: string, name: string): string {
  const bus = nameOf(busNameOrArn, "/");
  return `arn:aws:events:${place}:${connection.account}:rule/${bus === "default" ? "" : `${bus}/`}${name}`;
}
