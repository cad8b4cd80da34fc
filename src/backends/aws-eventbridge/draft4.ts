import type { Json } from "../cloud-resource.ts";

type Schema = { readonly [key: string]: Json };

/** Keywords that mean the same in draft 4, by what their value holds (json-schema.org/draft-04, validation, section 5). */
const PLAIN = [
  "title",
  "description",
  "default",
  "type",
  "enum",
  "format",
  "pattern",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
];
const ONE = ["not", "additionalItems"];
const LISTS = ["allOf", "anyOf", "oneOf"];
const MAPS = ["properties", "patternProperties", "$defs", "definitions"];

/**
 * A JSON Schema of draft 2020-12 as one of draft 4, which a registry of EventBridge takes. What draft 4 cannot say is left
 * out, so that it accepts the same data or more.
 * @param at pointer of the place where it will stand in a document: references within it start there
 */
export function draft4(schema: Json, at: string): Json {
  if (schema === true) return {};
  if (schema === false) return { not: {} };
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return {};
  const given = schema as Schema;
  const convert = (value: Json) => draft4(value, at);
  const made: Record<string, Json> = {};
  for (const [key, value] of Object.entries(given)) {
    if (PLAIN.includes(key)) made[key] = value;
    else if (ONE.includes(key)) made[key] = convert(value);
    else if (LISTS.includes(key)) made[key] = list(value).map(convert);
    else if (MAPS.includes(key)) made[key] = mapped(value, convert);
    else Object.assign(made, renamed(key, value, given, convert, at));
  }
  // In draft 4 nothing beside a reference counts.
  return made["$ref"] === undefined || Object.keys(made).length === 1 ? made : beside(made);
}

function renamed(key: string, value: Json, all: Schema, convert: (schema: Json) => Json, at: string): Schema {
  switch (key) {
    case "$ref":
      return typeof value === "string" && (value === "#" || value.startsWith("#/"))
        ? { $ref: `#${at}${value.slice(1)}` }
        : {};
    case "required": // Draft 4 wants at least one, here and among the dependencies.
      return list(value).length === 0 ? {} : { required: value };
    case "const":
      return { enum: [value] };
    case "additionalProperties":
      return { additionalProperties: typeof value === "boolean" ? value : convert(value) };
    case "minimum":
      return typeof all["exclusiveMinimum"] === "number" && all["exclusiveMinimum"] >= Number(value)
        ? {}
        : { minimum: value };
    case "maximum":
      return typeof all["exclusiveMaximum"] === "number" && all["exclusiveMaximum"] <= Number(value)
        ? {}
        : { maximum: value };
    case "exclusiveMinimum":
      return Number(value) >= Number(all["minimum"] ?? value) ? { minimum: value, exclusiveMinimum: true } : {};
    case "exclusiveMaximum":
      return Number(value) <= Number(all["maximum"] ?? value) ? { maximum: value, exclusiveMaximum: true } : {};
    case "prefixItems":
      return {
        items: list(value).map(convert),
        ...(all["items"] !== undefined && {
          additionalItems: typeof all["items"] === "boolean" ? all["items"] : convert(all["items"]),
        }),
      };
    case "items":
      return all["prefixItems"] === undefined ? { items: convert(value) } : {};
    case "dependentRequired":
      return {
        dependencies: Object.fromEntries(
          Object.entries(Object(value)).filter(([, on]) => list(on as Json).length > 0),
        ) as Json,
      };
    default:
      return {};
  }
}

function beside({ $ref, ...others }: Schema): Schema {
  const { $defs, definitions, ...rules } = others;
  return {
    ...($defs !== undefined && { $defs }),
    ...(definitions !== undefined && { definitions }),
    allOf: [{ $ref: $ref ?? "#" }, ...(Object.keys(rules).length === 0 ? [] : [rules])],
  };
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function mapped(value: Json, convert: (schema: Json) => Json): Json {
  return Object.fromEntries(Object.entries(Object(value) as Schema).map(([name, inner]) => [name, convert(inner)]));
}
