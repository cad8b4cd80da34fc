import type { SchemaArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Topic } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import { adoptedName } from "../adoption.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson } from "../cloud-resource.ts";
import { type Avro, avroOf } from "./avro.ts";
import { AVRO_NAME } from "./avro-object.ts";
import { SCHEMA } from "./imports.ts";
import { schemaName } from "./names.ts";
import { providerId } from "./project.ts";
import type { GcpPlace } from "./settings.ts";

/**
 * The AVRO type of an event's messages, `{"topic": …, "data": …}`; undefined when its schema is not to be registered, or
 * could not be read.
 */
export function messageType({ schemas = {} }: BackendInput["desired"], topic: Topic): Avro | undefined {
  const { registerSchema, schema = "", event } = topic;
  if (!registerSchema || !Object.hasOwn(schemas, schema)) return undefined;
  const data = avroOf(schemas[schema], "Data");
  const topicType = AVRO_NAME.test(event) ? { type: "enum", name: "Topic", symbols: [event] } : "string";
  const fields = [
    { name: "topic", type: topicType },
    { name: "data", type: data.type },
  ];
  return { ...data, type: { type: "record", name: "Message", fields } };
}

/**
 * Makes Pub/Sub refuse what does not fit (cloud.google.com/pubsub/docs/schemas). A change of the definition is a new
 * revision, refused unless each can be read by the other (cloud.google.com/pubsub/docs/commit-schema-revision); earlier ones
 * stay good for messages, of 20 in all.
 */
export function schemaResource(
  { desired, stack }: BackendInput<GcpPlace>,
  topic: Topic,
  after: readonly string[],
): CloudResource | undefined {
  const found = messageType(desired, topic);
  if (found === undefined) return undefined;
  const place = stack.placeOf(topic.team);
  const id = partOf("schema", topic.id);
  const name = adoptedName(stack, id, SCHEMA) ?? schemaName(desired.organization, topic.event);
  return {
    type: "gcp:pubsub/schema:Schema",
    id,
    name,
    team: topic.team,
    provider: providerId(place),
    properties: {
      project: place.project,
      name,
      type: "AVRO",
      definition: canonicalJson(found.type),
    } satisfies Unwrap<SchemaArgs>,
    dependsOn: after,
    holdsMessages: false,
  };
}
