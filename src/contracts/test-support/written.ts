import { isSchemaObject, type JsonSchema, type SchemaObject, subschemasAt } from "../json-schema.ts";

const IN_PLACE = ["allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas", "$defs"];
const BELOW = ["properties", "patternProperties", "additionalProperties", "items", "prefixItems"];

/**
 * The schema of data as it is written: where a schema names fields and does not say what others may be, there are no
 * others. Told in the words of JSON Schema itself, for a validator that knows nothing of the comparison.
 */
export function writtenSchema(schema: JsonSchema): JsonSchema {
  const inside = mapped(schema);
  if (!isSchemaObject(inside) || Object.hasOwn(inside, "unevaluatedProperties") || !namesFields(inside, inside, 0))
    return inside;
  return { ...inside, unevaluatedProperties: false };
}

function mapped(schema: JsonSchema): JsonSchema {
  if (!isSchemaObject(schema)) return schema;
  return {
    ...schema,
    ...replaced(schema, IN_PLACE, mapped),
    ...replaced(schema, BELOW, writtenSchema),
  };
}

function replaced(schema: SchemaObject, keywords: readonly string[], by: (schema: JsonSchema) => JsonSchema): object {
  return Object.fromEntries(
    keywords
      .filter((keyword) => Object.hasOwn(schema, keyword))
      .map((keyword) => {
        const below = subschemasAt(schema, keyword).map(({ path, schema: inner }) => [path[1], by(inner)] as const);
        if (Array.isArray(schema[keyword])) return [keyword, below.map(([, inner]) => inner)];
        return [keyword, below[0]?.[0] === undefined ? below[0]?.[1] : Object.fromEntries(below)];
      })
      .filter(([, value]) => value !== undefined),
  );
}

function namesFields(schema: JsonSchema, root: SchemaObject, depth: number): boolean {
  if (!isSchemaObject(schema) || depth > 5) return false;
  if (subschemasAt(schema, "properties").length > 0 || typeof schema["$ref"] === "string") return true;
  return IN_PLACE.filter((keyword) => keyword !== "$defs").some((keyword) =>
    subschemasAt(schema, keyword).some(({ schema: inner }) => namesFields(inner, root, depth + 1)),
  );
}
