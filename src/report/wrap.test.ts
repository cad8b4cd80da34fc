import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { wrap } from "./wrap.ts";

for (const [line, width, indent, lines] of [
  ["short", 10, 2, ["short"]],
  ["one two three", 8, 2, ["one two", "  three"]],
  ["one two three four", 8, 2, ["one two", "  three", "  four"]],
  ["12345678901 x", 8, 2, ["12345678901", "  x"]],
  ["12345678901", 8, 2, ["12345678901"]],
  ["   7%  scope and more", 14, 7, ["   7%  scope", "       and", "       more"]],
] as const)
  test(`${JSON.stringify(line)} in ${width} columns`, () => assert.deepEqual(wrap(line, width, indent), lines));

test("property: words are kept in order, and no line is too wide that could be broken", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(words, fc.integer({ min: 5, max: 40 }), fc.integer({ min: 0, max: 4 }), (all, width, indent) => {
      const lines = wrap(all.join(" "), width, indent);
      assert.deepEqual(lines.join(" ").trim().split(/\s+/), all);
      for (const line of lines) assert.ok(line.length <= width || !line.slice(indent + 1).includes(" "), line);
    }),
  );
});
