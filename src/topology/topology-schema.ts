import { createRequire } from "node:module";
import { type CheckedSchemas, schemaChecks } from "../document/schema-checks.ts";

const require = createRequire(import.meta.url);

/** The JSON Schema of topology.yaml, as published in `schemas/`. */
export const topologySchema: Readonly<Record<string, unknown>> = require("../../schemas/topology.schema.json");

/** `main` checks the main file, `teamFile` one that is named by `teams.include`. */
export const topologySchemas: CheckedSchemas<"main" | "teamFile"> = {
  options: { allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false },
  schemas: [topologySchema],
  checks: {
    main: { $ref: `${topologySchema["$id"]}` },
    teamFile: { $ref: `${topologySchema["$id"]}#/$defs/teamFile` },
  },
};

export const topologyChecks = schemaChecks("topology", topologySchemas);
