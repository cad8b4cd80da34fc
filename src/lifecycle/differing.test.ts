import assert from "node:assert/strict";
import { test } from "node:test";
import { differing } from "./differing.ts";

test("what was never set equals what clouds answer for it", () => {
  const before = { filter: "", fifoQueue: false, tags: {}, list: [], redrive: { policy: null, inner: { ttl: "" } } };
  assert.deepEqual(differing(Object.keys(before), before, {}), []);
});

test("differences are told by name, sorted, whatever the order of keys", () => {
  const before = { b: { x: 1, y: 2 }, a: "1", c: true, d: 0 };
  const after = { b: { y: 2, x: 1 }, a: "2", c: false };
  assert.deepEqual(differing(["d", "c", "b", "a", "a"], before, after), ["a", "c", "d"]);
});

test("the order of a list counts", () => {
  assert.deepEqual(differing(["a"], { a: [1, 2] }, { a: [2, 1] }), ["a"]);
});
