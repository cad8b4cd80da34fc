import assert from "node:assert/strict";
import { test } from "node:test";
import { hasWildcard } from "./wildcard.ts";

for (const [pattern, expected] of [
  [{ source: ["ar.crm"], detail: { attributes: { path: [{ wildcard: "a*b" }] } } }, true],
  [{ detail: { attributes: { path: ["x", { "anything-but": { wildcard: ["*.tmp"] } }] } } }, true],
  [{ $or: [{ detail: { a: ["x"] } }, { detail: { a: [{ wildcard: "*" }] } }] }, true],
  [{ detail: { attributes: { wildcard: ["x"] } } }, false],
  [{ detail: { wildcard: { path: ["x"] } } }, false],
  [
    { detail: { attributes: { path: ['{"wildcard":"x"}', "wildcard", '"wildcard"', { prefix: '"wildcard":' }] } } },
    false,
  ],
  [{ detail: { attributes: { wildcard: [{ prefix: "x" }, null, 3] } } }, false],
] as const)
  test(`${JSON.stringify(pattern)} has ${expected ? "a" : "no"} wildcard`, () =>
    assert.equal(hasWildcard(JSON.stringify(pattern)), expected));
