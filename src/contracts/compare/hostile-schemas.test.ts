import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonSchema } from "../json-schema.ts";
import { compareSchemas } from "./compare-schemas.ts";

/** Alternatives of alternatives: 4 to the power of 12 combinations. */
function choices(last: JsonSchema): JsonSchema {
  const field = (index: number, type: string) => ({ properties: { [`f${index}`]: { type } } });
  const types = ["string", "integer", "boolean", "array"];
  return {
    allOf: Array.from({ length: 12 }, (_, index) => ({
      anyOf: types.map((type) => field(index, type)),
    })),
    properties: { last },
  };
}

/** Every node can be every other one. */
function tangle(extra: object): JsonSchema {
  const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
  const all = names.map((name) => ({ $ref: `#/$defs/${name}` }));
  return {
    $ref: "#/$defs/n0",
    $defs: Object.fromEntries(
      names.map((name) => [name, { required: ["a"], properties: { a: { oneOf: all }, [name]: {}, ...extra } }]),
    ),
  };
}

const HOSTILE: readonly (readonly [name: string, before: JsonSchema, after: JsonSchema])[] = [
  ["combinations", choices({ type: "string" }), choices({ type: "integer" })],
  ["a tangle", tangle({}), tangle({ more: { type: "string" } })],
  ["itself in place", { $ref: "#" }, { anyOf: [{ $ref: "#" }, { type: "string" }] }],
  [
    "references to references",
    { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
    true,
  ],
  ["names of JavaScript", { properties: { ["__proto__"]: { type: "string" } }, required: ["constructor"] }, {}],
];

for (const [name, before, after] of HOSTILE)
  test(`${name} are compared in bounded time, and nothing is called compatible for that`, () => {
    // What is not bounded would not come back before the runner gives the file up.
    const changes = compareSchemas(before, after);
    assert.ok(Array.isArray(changes));
    if (name === "combinations") assert.ok(changes.some(({ breaks }) => breaks.forward && breaks.backward));
  });
