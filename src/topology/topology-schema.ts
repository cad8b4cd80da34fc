import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";

const require = createRequire(import.meta.url);

/** The JSON Schema of topology.yaml, as published in `schemas/`. */
export const topologySchema: Readonly<Record<string, unknown>> = require("../../schemas/topology.schema.json");

const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false });
ajv.addSchema(topologySchema);

/** Checks the main file. */
export const validateTopology = ajv.compile({ $ref: `${topologySchema["$id"]}` });

/** Checks a file named by `teams.include`. */
export const validateTeamFile = ajv.compile({ $ref: `${topologySchema["$id"]}#/$defs/teamFile` });
