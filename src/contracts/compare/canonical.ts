import { isSchemaObject } from "../json-schema.ts";
import type { Located } from "./schema-document.ts";

/** JSON with sorted keys: equal texts for equal values, and for no others. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}

/** Keywords that assert something of a value by themselves; `true`: the order of the list means nothing. */
const ASSERTIONS: Readonly<Record<string, boolean>> = {
  const: false,
  contentEncoding: false,
  contentMediaType: false,
  dependencies: false,
  dependentRequired: false,
  enum: true,
  exclusiveMaximum: false,
  exclusiveMinimum: false,
  format: false,
  maxContains: false,
  maximum: false,
  maxItems: false,
  maxLength: false,
  maxProperties: false,
  minContains: false,
  minimum: false,
  minItems: false,
  minLength: false,
  minProperties: false,
  multipleOf: false,
  pattern: false,
  required: true,
  type: true,
  uniqueItems: false,
};

const APPLICATORS = [
  "additionalProperties",
  "allOf",
  "anyOf",
  "contains",
  "dependentSchemas",
  "else",
  "if",
  "items",
  "not",
  "oneOf",
  "patternProperties",
  "prefixItems",
  "properties",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
];

/**
 * What a schema demands, as text: with what its references stand for, without titles, descriptions and names of
 * definitions. Equal texts mean equal demands; different ones need not mean different demands.
 */
export function canonicalSchema(located: Located): string {
  const text = known.get(located) ?? writtenOut(located);
  known.set(located, text);
  return text;
}

/** A schema is asked for many times in one comparison. */
const known = new WeakMap<Located, string>();

function writtenOut(located: Located): string {
  const numbers = new Map<string, number>();
  const texts: string[] = [];

  function write(at: Located): string {
    const { schema } = at;
    if (!isSchemaObject(schema)) return `${schema}`;
    const parts: string[] = [];
    for (const [keyword, isSet] of Object.entries(ASSERTIONS))
      if (Object.hasOwn(schema, keyword)) parts.push(`${keyword}:${assertion(schema[keyword], isSet)}`);
    for (const keyword of APPLICATORS) {
      const below = at.below(keyword);
      if (below.size === 0 && !Object.hasOwn(schema, keyword)) continue;
      const ordered = isByName(keyword) ? [...below].sort(([a], [b]) => (a < b ? -1 : 1)) : [...below];
      parts.push(`${keyword}:{${ordered.map(([key, one]) => `${JSON.stringify(key)}:${write(one)}`).join(",")}}`);
    }
    if (typeof schema["$ref"] === "string") parts.push(`$ref:${target(at, schema["$ref"])}`);
    // What it stands for depends on the way that leads here, so on the document as a whole.
    if (Object.hasOwn(schema, "$dynamicRef"))
      parts.push(`$dynamicRef:${canonicalJson([schema["$dynamicRef"], at.document])}`);
    return `{${parts.join(",")}}`;
  }

  function target(at: Located, reference: string): string {
    const found = at.follow(reference);
    if (found === undefined) return JSON.stringify(reference);
    const known = numbers.get(found.key);
    if (known !== undefined) return `#${known}`;
    const number = numbers.size;
    numbers.set(found.key, number);
    texts[number] = write(found);
    return `#${number}`;
  }

  const text = write(located);
  return texts.length === 0 ? text : `${text} where ${texts.map((one, number) => `#${number}=${one}`).join("; ")}`;
}

function isByName(keyword: string): boolean {
  return keyword === "properties" || keyword === "patternProperties" || keyword === "dependentSchemas";
}

function assertion(value: unknown, isSet: boolean): string {
  return isSet && Array.isArray(value) ? `[${value.map(canonicalJson).sort().join(",")}]` : canonicalJson(value);
}
