import assert from "node:assert/strict";
import { test } from "node:test";
import { marked } from "./marked.ts";

test("a body gets its marks, also inside of what it holds already", () => {
  const body = { topic: "A", data: { id: 1 } };
  assert.deepEqual(marked(body), body);
  assert.deepEqual(marked(body, { type: "CustomerCreated" }), { ...body, type: "CustomerCreated" });
  assert.deepEqual(marked(body, { "data.kind.name": "x" }), { topic: "A", data: { id: 1, kind: { name: "x" } } });
  assert.deepEqual(body, { topic: "A", data: { id: 1 } });
});
