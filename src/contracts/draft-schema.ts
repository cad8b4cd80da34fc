import { type CheckedSchemas, schemaChecks } from "../document/schema-checks.ts";

/** The draft of JSON Schema that event schemas are of. */
export const DRAFT = "https://json-schema.org/draft/2020-12/schema";

/** Whether something is a schema of the draft, by the draft's own schema, which ajv brings along. The first error is told. */
export const draftSchemas: CheckedSchemas<"draft"> = {
  options: { allErrors: false, strict: false, logger: false },
  schemas: [],
  checks: { draft: { $ref: DRAFT } },
};

export const draftChecks = schemaChecks("draft", draftSchemas);
