import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import AjvDraft4 from "ajv-draft-04";
import { fc } from "../../test-support/fast-check.ts";
import type { Json } from "../cloud-resource.ts";
import { draft4 } from "./draft4.ts";

const CASES: readonly (readonly [what: string, given: Json, expected: Json])[] = [
  ["what is the same", { type: "string", minLength: 1, title: "t" }, { type: "string", minLength: 1, title: "t" }],
  ["any and none", { properties: { a: true, b: false } }, { properties: { a: {}, b: { not: {} } } }],
  ["a constant", { const: 3 }, { enum: [3] }],
  ["an exclusive bound", { exclusiveMinimum: 3 }, { minimum: 3, exclusiveMinimum: true }],
  ["the tighter of two bounds", { minimum: 5, exclusiveMinimum: 3, maximum: 9 }, { minimum: 5, maximum: 9 }],
  ["the tighter of two bounds, exclusive", { maximum: 5, exclusiveMaximum: 5 }, { maximum: 5, exclusiveMaximum: true }],
  ["a tuple", { prefixItems: [{ const: 1 }], items: false }, { items: [{ enum: [1] }], additionalItems: false }],
  ["a list", { items: { const: 1 } }, { items: { enum: [1] } }],
  ["closed objects", { additionalProperties: { const: 1 } }, { additionalProperties: { enum: [1] } }],
  ["needed together", { dependentRequired: { a: ["b"] } }, { dependencies: { a: ["b"] } }],
  ["nothing required", { required: [], dependentRequired: { a: [] } }, { dependencies: {} }],
  [
    "a reference",
    { $defs: { a: true }, items: { $ref: "#/$defs/a" } },
    { $defs: { a: {} }, items: { $ref: "#/properties/data/$defs/a" } },
  ],
  [
    "what stands beside a reference",
    { $ref: "#", minimum: 1, $defs: { a: true } },
    { $defs: { a: {} }, allOf: [{ $ref: "#/properties/data" }, { minimum: 1 }] },
  ],
  ["what draft 4 cannot say", { if: { const: 1 }, contains: {}, $anchor: "a", unevaluatedProperties: false }, {}],
  [
    "a property named as a keyword",
    { properties: { const: { type: "null" } } },
    { properties: { const: { type: "null" } } },
  ],
];

for (const [what, given, expected] of CASES)
  test(`draft 4 of ${what}`, () => {
    assert.deepEqual(draft4(given, "/properties/data"), expected);
    new AjvDraft4.default({ strict: false }).compile({
      properties: { data: draft4(given, "/properties/data") as object },
    });
  });

test("draft 4 accepts all that the schema accepts, and refuses much of what it refuses", () => {
  const bound = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
  const leaf = fc
    .record({
      type: fc.constantFrom("integer", "string", undefined),
      const: fc.constantFrom(1, "a", undefined),
      minimum: bound,
      maximum: bound,
      exclusiveMinimum: bound,
      exclusiveMaximum: bound,
      minLength: fc.constantFrom(1, undefined),
    })
    .map(defined);
  const schema = fc
    .record({
      type: fc.constantFrom("object", undefined),
      properties: fc.record({ a: leaf, b: leaf }),
      required: fc.subarray(["a", "b"]),
      additionalProperties: fc.constantFrom(true, false, undefined),
      dependentRequired: fc.constantFrom({ a: ["b"] }, undefined),
      anyOf: fc.option(fc.array(leaf, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      $ref: fc.constantFrom("#/$defs/x", undefined),
      $defs: fc.record({ x: leaf }),
    })
    .map(defined);
  const value = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom("", "a", "b", null, true));
  const data = fc.oneof(value, fc.dictionary(fc.constantFrom("a", "b", "c"), value));
  let [refused, lost] = [0, 0];
  fc.assert(
    fc.property(schema, fc.array(data, { minLength: 5, maxLength: 10 }), (given, values) => {
      const original = new Ajv2020({ strict: false, validateSchema: false }).compile(given);
      const converted = new AjvDraft4.default({ strict: false }).compile({
        properties: { data: draft4(given as Json, "/properties/data") as object },
      });
      for (const each of values) {
        const accepts = original(each);
        if (accepts) assert.ok(converted({ data: each }), `${JSON.stringify(each)} is refused by draft 4`);
        else if (converted({ data: each })) lost++;
        else refused++;
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(refused > 0 && lost === 0, `of these keywords none is lost: ${lost} of ${refused + lost} let through`);
});

function defined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
