import { createRequire } from "node:module";
import { type CheckedSchemas, schemaChecks } from "../document/schema-checks.ts";

const require = createRequire(import.meta.url);

/** The JSON Schema of a policy file, as published in `schemas/`. */
export const policySchemas: CheckedSchemas<"policy"> = {
  options: { allErrors: true, verbose: true, allowUnionTypes: true, strictRequired: false },
  schemas: [],
  checks: { policy: require("../../schemas/policy.schema.json") as object },
};

export const policyChecks = schemaChecks("policy", policySchemas);
