import type { Backend } from "./backend.ts";
import { quotasSchema } from "./quotas-schema.ts";

/** JSON Schema of our part of a stack file, for one backend. Keys as in the file, without `event-topology:`. */
export function stackSchema({ placeKey, placeSchema, principal, quotas, existing }: Backend): object {
  const principals = {
    type: "array",
    minItems: 1,
    items: {
      title: "principal",
      description: `An identity as the cloud spells it, for example ${principal.example}.`,
      type: "string",
      pattern: principal.pattern.source,
    },
  };
  return {
    type: "object",
    required: ["backend", placeKey],
    additionalProperties: false,
    properties: {
      backend: { description: "Where the topology runs.", type: "string" },
      topology: { description: "Path of the topology file; topology.yaml by default.", type: "string", minLength: 1 },
      protect: { description: "Protect what can hold messages against deletion; true by default.", type: "boolean" },
      sharding: {
        description: "none runs the topology as one stack, which is the default; team as one for each team.",
        enum: ["none", "team"],
      },
      labels: {
        description: "Labels (tags) for every resource, beside ours.",
        type: "object",
        additionalProperties: { description: "A text; quote numbers and true or false.", type: "string" },
      },
      existing: {
        description: "What exists already and is referred to without being managed.",
        type: "object",
        additionalProperties: false,
        properties: {
          events: {
            description: "By event of the topology, what carries it.",
            type: "object",
            additionalProperties: existing.event,
          },
          queues: {
            description: "By team/queue of the topology, the queue.",
            type: "object",
            additionalProperties: existing.queue,
          },
        },
      },
      adopt: {
        description: "Path of a mapping from ids of resources to ids in the cloud: what is to be taken over.",
        type: "string",
        minLength: 1,
      },
      transforms: {
        description: "Path of a JavaScript module that changes properties of resources before they are deployed.",
        type: "string",
        minLength: 1,
      },
      quotas: quotasSchema(quotas),
      [placeKey]: placeSchema,
      teams: {
        description: "By team, the identities its services run under.",
        type: "object",
        additionalProperties: {
          description: "principals may publish and consume; publishers and consumers only one of the two.",
          type: "object",
          additionalProperties: false,
          properties: {
            principals,
            publishers: principals,
            consumers: principals,
            [placeKey]: {
              ...placeSchema,
              description: "The team's own place, where it differs from the stack's.",
              required: [],
            },
          },
        },
      },
    },
  };
}
