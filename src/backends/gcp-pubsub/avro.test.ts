import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fc } from "../../test-support/fast-check.ts";
import type { Json } from "../cloud-resource.ts";
import { avroOf } from "./avro.ts";
import { avroDefault } from "./avro-default.ts";
import { fits } from "./test-support/avro-fits.ts";

const object = (properties: object, required = Object.keys(properties)) => ({ type: "object", required, properties });
const record = (name: string, fields: Readonly<Record<string, unknown>>) => ({
  type: "record",
  name,
  fields: Object.entries(fields).map(([name, type]) => ({ name, type, default: avroDefault(type as Json) })),
});

describe("said exactly", () => {
  for (const [title, schema, type] of [
    ["string", { type: "string", title: "T", description: "D", examples: ["a"], "x-own": 1 }, "string"],
    ["boolean", { type: "boolean" }, "boolean"],
    ["integer", { type: "integer" }, "long"],
    ["number", { type: ["number"] }, "double"],
    ["null", { type: "null" }, "null"],
    ["enum", { enum: ["A", "b_2"] }, { type: "enum", name: "Data", symbols: ["A", "b_2"] }],
    ["const", { const: "A" }, { type: "enum", name: "Data", symbols: ["A"] }],
    ["array", { type: "array", items: { type: "integer" } }, { type: "array", items: "long" }],
    ["map", { type: "object", additionalProperties: { type: "number" } }, { type: "map", values: "double" }],
    ["record", object({ b: { type: "string" }, a: { type: "integer" } }), record("Data", { b: "string", a: "long" })],
    [
      "closed record",
      { ...object({ a: { type: "string" } }), additionalProperties: false },
      record("Data", { a: "string" }),
    ],
    [
      "records within",
      object({ a: object({ b: { type: "string" } }), l: { type: "array", items: object({ c: { type: "null" } }) } }),
      record("Data", {
        a: record("Data_a", { b: "string" }),
        l: { type: "array", items: record("Data_l_item", { c: "null" }) },
      }),
    ],
    [
      "names that would be the same",
      object({ a: object({ b_c: { enum: ["X"] } }), a_b: object({ c: { enum: ["Y"] } }) }),
      record("Data", {
        a: record("Data_a", { b_c: { type: "enum", name: "Data_a_b_c", symbols: ["X"] } }),
        a_b: record("Data_a_b", { c: { type: "enum", name: "Data_a_b_c_2", symbols: ["Y"] } }),
      }),
    ],
    [
      "a reference used twice",
      {
        ...object({ a: { $ref: "#/$defs/m~1n" }, b: { $ref: "#/$defs/m~1n" } }),
        $defs: { "m/n": object({ x: { enum: ["E"] } }) },
      },
      record("Data", {
        a: record("Data_a", { x: { type: "enum", name: "Data_a_x", symbols: ["E"] } }),
        b: record("Data_b", { x: { type: "enum", name: "Data_b_x", symbols: ["E"] } }),
      }),
    ],
    [
      "a reference to another file, as it is bundled",
      {
        $id: "schema://document/",
        ...object({ a: { $ref: "money.json" } }),
        $defs: {
          "schema://document/money.json": {
            $id: "schema://document/money.json",
            ...object({ c: { $ref: "#/$defs/c" } }),
            $defs: { c: { type: "string" } },
          },
        },
      },
      record("Data", { a: record("Data_a", { c: "string" }) }),
    ],
  ] as const)
    test(title, () => assert.deepEqual(avroOf(schema, "Data"), { type, problems: [], unchecked: [] }));
});

describe("not said", () => {
  const defs = (name: string) => ({ $defs: { [name]: { type: "string" } } });
  for (const [title, schema, pointer, why] of [
    ["an optional field", object({ a: { type: "string" } }, []), "/properties/a", /optional/],
    ["a nullable field", object({ a: { type: ["string", "null"] } }), "/properties/a/type", /string or null.*tagged/],
    ["any value", true, "", /any value/],
    ["a field of any value", object({ a: true }), "/properties/a", /any value/],
    ["no type", object({ a: { description: "?" } }), "/properties/a", /names no type/],
    ["an unknown type", { type: "date" }, "", /names no type/],
    ["a mixed enum", { enum: ["a", null] }, "", /names no type/],
    ["a choice", object({ a: { oneOf: [{ type: "string" }] } }), "/properties/a/oneOf", /choice/],
    ["a combination", { allOf: [object({ a: { type: "string" } })] }, "/allOf", /combination/],
    ["a tuple", { type: "array", prefixItems: [{ type: "string" }] }, "/prefixItems", /choice or a combination/],
    ["an array of anything", { type: "array" }, "", /items/],
    ["an object of nothing", { type: "object" }, "", /without fields/],
    [
      "an open object",
      { ...object({ a: { type: "string" } }), additionalProperties: true },
      "/additionalProperties",
      /not named/,
    ],
    ["a map of anything", { type: "object", additionalProperties: true }, "/additionalProperties", /any type/],
    [
      "a name that AVRO has not",
      object({ "first-name": { type: "string" } }),
      "/properties/first-name",
      /no AVRO name/,
    ],
    ["a required field that is not described", object({ a: { type: "string" } }, ["a", "b"]), "/required", /wants b/],
    ["a reference to nothing", { $ref: "#/$defs/no" }, "/$ref", /leads to no schema/],
    ["a reference by an anchor", { $ref: "#name", ...defs("a") }, "/$ref", /leads to no schema/],
    ["a reference with neighbours", { $ref: "#/$defs/a", type: "string", ...defs("a") }, "/$ref", /beside other/],
    [
      "a schema within itself",
      object({ a: { type: "array", items: { $ref: "#" } } }),
      "/properties/a/items/$ref",
      /back/,
    ],
  ] as const)
    test(title, () => {
      const [first, ...rest] = avroOf(schema, "Data").problems;
      assert.equal(first?.pointer, pointer);
      assert.match(first.why, why);
      assert.deepEqual(rest, []);
    });

  test("every place is named", () => {
    const { problems } = avroOf(object({ a: { type: "string" }, b: true }, ["b"]), "Data");
    assert.deepEqual(
      problems.map(({ pointer }) => pointer),
      ["/properties/a", "/properties/b"],
    );
  });

  test("a few lines that stand for more types than anybody has time for", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => {
        const next = { $ref: `#/$defs/d${at + 1}` };
        return [`d${at}`, at === 59 ? { type: "string" } : object({ a: next, b: next })];
      }),
    );
    const { problems } = avroOf({ $ref: "#/$defs/d0", $defs }, "Data");
    assert.ok(problems.some(({ why }) => /too many types/.test(why)));
  });
});

test("every field has a default of its own type, so that it may go in a later revision", () => {
  const inner = object({ s: { type: "string" }, e: { enum: ["A", "B"] } });
  const { type } = avroOf(
    object({
      inner,
      list: { type: "array", items: inner },
      map: { type: "object", additionalProperties: inner },
      rest: object({ b: { type: "boolean" }, i: { type: "integer" }, n: { type: "number" }, z: { type: "null" } }),
    }),
    "Data",
  );
  const all = avroDefault(type);
  assert.deepEqual(all, {
    inner: { s: "", e: "A" },
    list: [],
    map: {},
    rest: { b: false, i: 0, n: 0, z: null },
  });
  assert.ok(fits(type, all));
});

test("what only narrows is left unchecked, and told", () => {
  const schema = object({
    a: { type: "string", format: "email", minLength: 3 },
    b: { enum: ["in progress", "done"] },
    c: { type: "integer", enum: [1, 2], minimum: 1 },
  });
  const { type, problems, unchecked } = avroOf(schema, "Data");
  assert.deepEqual(problems, []);
  assert.deepEqual(type, record("Data", { a: "string", b: "string", c: "long" }));
  assert.deepEqual(
    unchecked.map(({ pointer }) => pointer),
    ["/properties/a/format", "/properties/a/minLength", "/properties/b", "/properties/c/minimum", "/properties/c"],
  );
});

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,3}$/);
const { schema: anySchema } = fc.letrec<{ schema: object; leaf: object; object: object }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom({ type: "string" }, { type: "boolean" }, { type: "integer" }, { type: "number" }, { type: "null" }),
    fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((names) => ({ enum: names })),
  ),
  object: fc
    .dictionary(name, tie("schema"), { minKeys: 1, maxKeys: 3 })
    .map((properties) => ({ ...object(properties), additionalProperties: false })),
  schema: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    tie("object"),
    tie("schema").map((items) => ({ type: "array", items })),
    tie("schema").map((additionalProperties) => ({ type: "object", additionalProperties })),
  ),
}));

/** A value of a schema, now and then with a part exchanged by something else. */
function sampleOf(schema: Record<string, unknown>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const right = (): fc.Arbitrary<unknown> => {
    const { type, items, properties, additionalProperties } = schema;
    const inner = (one: unknown) => sampleOf(one as Record<string, unknown>, wrong);
    if (Array.isArray(schema["enum"])) return fc.constantFrom(...schema["enum"]);
    if (type === "string") return fc.string({ maxLength: 3 });
    if (type === "boolean") return fc.boolean();
    if (type === "integer") return fc.integer();
    if (type === "number") return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    if (type === "null") return fc.constant(null);
    if (type === "array") return fc.array(inner(items), { maxLength: 2 });
    if (properties === undefined) return fc.dictionary(name, inner(additionalProperties), { maxKeys: 2 });
    const fields = Object.entries(properties as object).map(([key, one]) => [key, inner(one)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: fields.map(([key]) => key) });
  };
  return fc.oneof({ weight: 12, arbitrary: right() }, { weight: 1, arbitrary: wrong });
}

test("the AVRO type takes a JSON value exactly where the JSON Schema does", () => {
  const wrong = fc.constantFrom<unknown>(null, true, 1, 1.5, "text", [], ["x"], {}, { a: 1 });
  const ajv = new Ajv2020({ strict: false });
  let [taken, refused] = [0, 0];
  fc.assert(
    fc.property(
      anySchema.chain((schema) => fc.tuple(fc.constant(schema), sampleOf(schema as Record<string, unknown>, wrong))),
      ([schema, value]) => {
        const { type, problems, unchecked } = avroOf(schema, "Data");
        assert.deepEqual([problems, unchecked], [[], []]);
        const valid = ajv.validate(schema, value);
        assert.equal(fits(type, value), valid, JSON.stringify(type));
        if (valid) taken++;
        else refused++;
      },
    ),
    { numRuns: 1000 },
  );
  assert.ok(taken > 50 && refused > 50, `${taken} taken, ${refused} refused`);
});
