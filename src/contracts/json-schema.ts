/** A JSON Schema of draft 2020-12, as parsed from its file. */
export type JsonSchema = boolean | SchemaObject;

export interface SchemaObject {
  readonly [keyword: string]: unknown;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || isSchemaObject(value);
}

export function isSchemaObject(value: unknown): value is SchemaObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Keywords whose value is a schema, a list of schemas, or schemas by name (draft 2020-12 core §10 and §11). */
const ONE = [
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const LIST = ["allOf", "anyOf", "oneOf", "prefixItems"];
const MAP = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

export interface Subschema {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/** The schemas directly below one keyword of a schema; none where the keyword is missing or holds no schema. */
export function subschemasAt(schema: SchemaObject, keyword: string): readonly Subschema[] {
  const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  if (ONE.includes(keyword)) return isSchema(value) ? [{ path: [keyword], schema: value }] : [];
  const isList = LIST.includes(keyword) && Array.isArray(value);
  if (!isList && !(MAP.includes(keyword) && isSchemaObject(value))) return [];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    isSchema(inner) ? [{ path: [keyword, key], schema: inner }] : [],
  );
}

/** Every schema directly below a schema, by whatever keyword. */
export function subschemas(schema: SchemaObject): readonly Subschema[] {
  return [...ONE, ...LIST, ...MAP].flatMap((keyword) => subschemasAt(schema, keyword));
}
