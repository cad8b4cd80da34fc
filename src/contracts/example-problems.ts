import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { JsonSchema } from "./json-schema.ts";

/** As many as help; the rest mostly follows from them. */
const MAX_PROBLEMS = 5;

/**
 * Where an example is not what its schema describes: clauses such as `/address/zip must be string`, with the JSON Pointer of
 * the value. Formats are checked, as consumers may.
 */
export function exampleProblems(schema: JsonSchema, example: unknown): readonly string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, validateSchema: false });
  addFormats.default(ajv);
  try {
    if (ajv.validate(schema, example)) return [];
  } catch (error) {
    // What the draft's own schema cannot see, such as two definitions with one `$id`, or one that refers to itself for ever.
    return [`the schema cannot be applied: ${(error as Error).message}`];
  }
  const problems = [...new Set((ajv.errors ?? []).map(textOf))];
  const more = problems.length - MAX_PROBLEMS;
  return more > 0 ? [...problems.slice(0, MAX_PROBLEMS), `and ${more} more`] : problems;
}

function textOf({ instancePath, keyword, message, params }: ErrorObject): string {
  const where = instancePath || "the data";
  const name: unknown = params["additionalProperty"] ?? params["unevaluatedProperty"];
  const named = name === undefined ? "" : `: ${JSON.stringify(name)}`;
  const listed =
    keyword === "enum" || keyword === "const"
      ? `: ${JSON.stringify(params["allowedValues"] ?? params["allowedValue"])}`
      : "";
  return `${where} ${message ?? `breaks ${keyword}`}${named}${listed}`;
}
