import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf } from "./label.ts";

test("a name reads as in every other format, also one with a tab", () => {
  assert.equal(labelOf("a\tb", 12).shown, "a\\u{9}b");
});

test("a long name is cut in the middle, and its whole is kept", () => {
  const name = `${"x".repeat(30)}${"y".repeat(30)}`;
  const label = labelOf(name, 10);
  assert.match(label.shown, /^x{23}…y{16}$/);
  assert.equal(label.full, name);
  assert.equal(label.width, 40 * 10 * 0.625);
});
