import type { Backend } from "./backend.ts";

/** JSON Schema of our part of a stack file, for one backend. Keys as in the file, without `event-topology:`. */
export function stackSchema({ placeKey, placeSchema, principal }: Backend): object {
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
      labels: {
        description: "Labels (tags) for every resource, beside ours.",
        type: "object",
        additionalProperties: { description: "A text; quote numbers and true or false.", type: "string" },
      },
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
