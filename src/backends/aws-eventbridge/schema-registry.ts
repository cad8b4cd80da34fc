import type { RegistryArgs } from "@pulumi/aws/schemas/registry.js";
import type { SchemaArgs } from "@pulumi/aws/schemas/schema.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Topic } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import { providerId } from "../aws/places.ts";
import { tags } from "../aws/tags.ts";
import type { BackendInput } from "../backend.ts";
import { type CloudResource, canonicalJson, type Json } from "../cloud-resource.ts";
import { draft4 } from "./draft4.ts";
import { existingEvent } from "./existing-event.ts";
import { registryName, schemaName, sourceOf } from "./names.ts";
import type { AwsPlace } from "./settings.ts";

/**
 * The schemas that a team wants registered, in a registry of its own: for those who look up what an event holds and for the
 * code bindings of IDEs. EventBridge checks no event against them (EventBridge User Guide, "Schema registries").
 */
export function schemaResources(input: BackendInput<AwsPlace>, team: string): readonly CloudResource[] {
  const { desired, stack } = input;
  const registered = desired.topics.filter(
    (topic) => topic.team === team && topic.registerSchema === true && existingEvent(stack, topic.event) === undefined,
  );
  if (registered.length === 0) return [];
  const provider = providerId(stack.placeOf(team));
  const owner = teamKey(desired, team);
  const registry = registryName(desired.organization, owner);
  const common = { team, provider, holdsMessages: false };
  const registryId = id("schema", owner);
  return [
    {
      ...common,
      type: "aws:schemas/registry:Registry",
      id: registryId,
      name: registry,
      properties: {
        name: registry,
        description: `Events of the team ${team}`,
        tags: tags(stack.labels, { team }),
      } satisfies Unwrap<RegistryArgs>,
      dependsOn: [],
    },
    ...registered.map((topic): CloudResource => {
      const name = schemaName(sourceOf(desired.organization, owner), topic.event);
      return {
        ...common,
        type: "aws:schemas/schema:Schema",
        id: id("schema", owner, topic.event),
        name,
        properties: {
          name,
          registryName: registry,
          type: "JSONSchemaDraft4",
          content: messageSchema(topic, (desired.schemas?.[topic.schema ?? ""] ?? {}) as Json),
          ...(topic.description !== undefined && { description: topic.description.slice(0, LONGEST_DESCRIPTION) }),
          tags: tags(stack.labels, { team, event: topic.event }),
        } satisfies Unwrap<SchemaArgs>,
        dependsOn: [registryId],
      };
    }),
  ];
}

/** EventBridge Schemas API Reference, CreateSchema, Description: at most 256 characters. */
const LONGEST_DESCRIPTION = 256;

/** What a consumer receives: the event's name and its data. */
function messageSchema({ event }: Topic, data: Json): string {
  return canonicalJson({
    $schema: "http://json-schema.org/draft-04/schema#",
    title: event,
    type: "object",
    required: ["topic", "data"],
    properties: { topic: { enum: [event] }, data: draft4(data, "/properties/data") },
  });
}
