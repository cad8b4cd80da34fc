import { Ajv2020 } from "ajv/dist/2020.js";
import { fc } from "../../test-support/fast-check.ts";
import { isSchemaObject, type JsonSchema, type SchemaObject, subschemasAt } from "../json-schema.ts";
import { ifThen } from "./if-then.ts";

/*
 * Schemas of so few words that they often meet: the same three fields, small numbers, short texts.
 */

const FIELDS = ["a", "b", "x-c"] as const;

const field = fc.constantFrom(...FIELDS);
const leafValue = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, 2, 3, 4, -1, 1.5),
  fc.constantFrom("", "p", "pq", "q", "2020-01-01"),
);

const type = fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object");
const small = fc.integer({ min: 0, max: 4 });

const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: "medium" },
    { weight: 3, arbitrary: leafSchema() as fc.Arbitrary<JsonSchema> },
    { weight: 1, arbitrary: fc.boolean() as fc.Arbitrary<JsonSchema> },
    { weight: 6, arbitrary: objectSchema(tie("schema")) },
    { weight: 2, arbitrary: arraySchema(tie("schema")) },
    { weight: 3, arbitrary: combined(tie("schema")) },
  ),
}));

function partial(model: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<SchemaObject> {
  return fc.record(model, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<SchemaObject>;
}

function leafSchema(): fc.Arbitrary<SchemaObject> {
  return fc.oneof(
    fc.record({ type }),
    fc.record({ type: fc.uniqueArray(type, { minLength: 1, maxLength: 3 }) }),
    fc.record({ const: leafValue }),
    fc.record({ enum: fc.uniqueArray(leafValue, { minLength: 1, maxLength: 4 }) }),
    partial({
      minimum: small,
      maximum: small,
      exclusiveMinimum: small,
      exclusiveMaximum: small,
      multipleOf: fc.constantFrom(1, 2, 0.5, 4),
    }),
    fc
      .tuple(
        fc.record({ type: fc.constantFrom("string", "integer", "number") }),
        partial({
          minLength: small,
          maxLength: small,
          minimum: small,
          maximum: small,
          format: fc.constantFrom("date", "email"),
        }),
      )
      .map(([one, other]) => ({ ...one, ...other })),
    partial({ minLength: small, maxLength: small, pattern: fc.constantFrom("^p", "q$", "^$") }),
  );
}

function objectSchema(inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<SchemaObject> {
  return fc
    .tuple(
      fc.constantFrom<SchemaObject>({ type: "object" }, { type: "object" }, {}),
      fc.record({ properties: fc.dictionary(field, inner, { minKeys: 1, maxKeys: 3, noNullPrototype: true }) }),
      partial({
        required: fc.uniqueArray(field, { minLength: 1, maxLength: 2 }),
      }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant<SchemaObject>({}) },
        {
          weight: 1,
          arbitrary: partial({
            patternProperties: fc.dictionary(fc.constantFrom("^x-", "^[ab]$", "d"), inner, {
              minKeys: 1,
              maxKeys: 2,
              noNullPrototype: true,
            }),
            minProperties: small,
            maxProperties: small,
            propertyNames: fc.constantFrom<SchemaObject>(
              { maxLength: 1 },
              { pattern: "^[a-z]$" },
              { enum: ["a", "b"] },
            ),
            dependentRequired: fc.dictionary(field, fc.uniqueArray(field, { maxLength: 2 }), {
              maxKeys: 1,
              noNullPrototype: true,
            }),
          }),
        },
      ),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant<SchemaObject>({}) },
        {
          weight: 1,
          arbitrary: fc.record({ additionalProperties: fc.oneof(fc.boolean(), inner) }) as fc.Arbitrary<SchemaObject>,
        },
        {
          weight: 1,
          arbitrary: fc.record({ unevaluatedProperties: fc.oneof(fc.boolean(), inner) }) as fc.Arbitrary<SchemaObject>,
        },
      ),
    )
    .map((parts) => Object.assign({}, ...parts));
}

function arraySchema(inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<SchemaObject> {
  return fc
    .tuple(
      fc.constantFrom<SchemaObject>({ type: "array" }, {}),
      partial({
        items: inner,
        prefixItems: fc.array(inner, { minLength: 1, maxLength: 2 }),
        minItems: small,
        maxItems: small,
        uniqueItems: fc.boolean(),
        contains: inner,
        minContains: fc.constantFrom(0, 1, 2),
        maxContains: fc.constantFrom(1, 2),
        unevaluatedItems: fc.boolean(),
      }),
    )
    .map(([one, other]) => ({ ...one, ...other }));
}

function combined(inner: fc.Arbitrary<JsonSchema>): fc.Arbitrary<SchemaObject> {
  const several = fc.array(inner, { minLength: 1, maxLength: 3 });
  const choice = fc.oneof(
    fc.record({ allOf: several }),
    fc.record({ anyOf: several }),
    fc.record({ oneOf: several }),
    fc.record({ not: inner }),
    fc.tuple(inner, inner, inner).map(([test, yes, no]) => ifThen(test, yes, no)),
    fc.record({ dependentSchemas: fc.dictionary(field, inner, { minKeys: 1, maxKeys: 1, noNullPrototype: true }) }),
    fc.record({ $ref: fc.constantFrom("#/$defs/one", "#/$defs/two") }),
  ) as fc.Arbitrary<SchemaObject>;
  return fc
    .tuple(choice, fc.oneof(fc.constant<SchemaObject>({}), objectSchema(inner)))
    .map(([one, other]) => ({ ...other, ...one }));
}

/** A schema and one that came of it by a few edits, or has nothing to do with it. */
export const randomSchemas: fc.Arbitrary<readonly [before: JsonSchema, after: JsonSchema]> = fc
  .tuple(
    root(),
    root(),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom("drop", "replace", "graft"), schema), { minLength: 1, maxLength: 3 }),
    fc.nat(9),
  )
  .map(
    ([before, other, edits, chance]) =>
      [
        before,
        chance === 0
          ? other
          : edits.reduce<JsonSchema>((at, [place, how, part]) => edited(at, place, how, part), before),
      ] as const,
  )
  .filter((schemas) => schemas.every(isSound));

const ajv = new Ajv2020({ strict: false, logger: false, formats: { date: true, email: true } });

/** It is a schema, and none that refers to itself without end. */
function isSound(schema: JsonSchema): boolean {
  if (ajv.validateSchema(schema) !== true) return false;
  const definitions = isSchemaObject(schema)
    ? new Map(subschemasAt(schema, "$defs").map((one) => [one.path[1], one]))
    : new Map();
  const isEndless = (name: string, above: readonly string[]): boolean =>
    above.includes(name) ||
    referencesInPlace(definitions.get(name)?.schema ?? true).some((next) => isEndless(next, [...above, name]));
  return ["one", "two"].every((name) => !isEndless(name, []));
}

function referencesInPlace(schema: JsonSchema): readonly string[] {
  if (!isSchemaObject(schema)) return [];
  const keywords = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];
  const inner = keywords.flatMap((keyword) => subschemasAt(schema, keyword));
  const own = typeof schema["$ref"] === "string" ? [schema["$ref"].slice("#/$defs/".length)] : [];
  return [...own, ...inner.flatMap((one) => referencesInPlace(one.schema))];
}

function root(): fc.Arbitrary<JsonSchema> {
  return fc
    .tuple(schema, fc.record({ one: schema, two: schema }))
    .map(([main, $defs]) => (isSchemaObject(main) ? { ...main, $defs } : main));
}

const ROOTS = ["$defs"];

/** Changes the value at one of the places where a keyword stands. */
function edited(from: JsonSchema, place: number, how: string, part: JsonSchema): JsonSchema {
  const copy = structuredClone(from);
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const walk = (value: unknown, inMap: boolean): void => {
    if (Array.isArray(value)) for (const inner of value) walk(inner, false);
    else if (isSchemaObject(value))
      for (const key of Object.keys(value)) {
        if (!inMap && !ROOTS.includes(key)) places.push({ holder: value as Record<string, unknown>, key });
        walk(value[key], !inMap && ["properties", "patternProperties", "$defs", "dependentSchemas"].includes(key));
      }
  };
  walk(copy, false);
  const chosen = places[place % Math.max(1, places.length)];
  if (chosen === undefined) return copy;
  const { holder, key } = chosen;
  if (how === "drop") delete holder[key];
  else if (how === "graft") Object.assign(holder, isSchemaObject(part) ? part : {});
  else if (isSchemaObject(holder[key]) || typeof holder[key] === "boolean")
    holder[key] =
      key === "properties"
        ? { a: part }
        : key === "dependentRequired" || key === "patternProperties" || key === "dependentSchemas"
          ? {}
          : part;
  else if (typeof holder[key] === "number") holder[key] = (place % 4) + 1;
  else if (Array.isArray(holder[key]) && (holder[key] as unknown[]).length > 1) (holder[key] as unknown[]).pop();
  return copy;
}
