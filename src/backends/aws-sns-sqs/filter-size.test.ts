import assert from "node:assert/strict";
import { test } from "node:test";
import { filterSize } from "./filter-size.ts";

for (const [name, policy, keys, combinations] of [
  ["none", {}, 0, 1],
  ["one attribute", { country: ["th", "sg"] }, 1, 2],
  ["attributes multiply", { country: ["th", "sg"], tier: ["gold", "silver", { prefix: "p" }] }, 2, 6],
  [
    // The example of the page has 4 values three deep, 3 two deep and 3 at the top: (4 × 3) × (3 × 2) × (3 × 1).
    "depth counts",
    { a: { b: { c: ["1", "2", "3", "4"] } }, d: { e: ["1", "2", "3"] }, f: ["1", "2", "3"] },
    3,
    216,
  ],
  ["alternatives add up", { $or: [{ a: ["1", "2"] }, { b: ["1"], c: ["1", "2", "3"] }], d: ["1", "2"] }, 4, 10],
] as const)
  test(`${name}: ${keys} keys, ${combinations} combinations`, () =>
    assert.deepEqual(filterSize(JSON.stringify(policy)), { keys, combinations }));
