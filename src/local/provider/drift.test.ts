import assert from "node:assert/strict";
import { test } from "node:test";
import { drifted } from "./drift.ts";
import { sampleType } from "./test-support/sample-type.ts";

const known = { name: "a", place: "here", size: 3, document: '{"a": 1}', labels: { team: "crm" } };

test("what means the same keeps the spelling it had", () => {
  assert.deepEqual(drifted(sampleType(), known, { ...known, document: '{"a":1}' }), known);
});

test("what the cloud changed, removed or added is told; what it does not tell is kept", () => {
  const inputs = drifted(sampleType(), known, { size: 4, labels: undefined, open: true });
  assert.deepEqual(inputs, { name: "a", place: "here", size: 4, document: '{"a": 1}', open: true });
});

test("what the program never set can be ignored", () => {
  assert.equal(drifted(sampleType(), known, { scope: "all" })["scope"], undefined);
  assert.equal(drifted(sampleType(), { ...known, scope: "one" }, { scope: "all" })["scope"], "all");
});

test("an import takes everything the cloud tells, and defaults for the rest", () => {
  const told = { name: "a", place: "here", scope: "all", labels: {}, open: undefined };
  assert.deepEqual(drifted(sampleType(), {}, told), { name: "a", place: "here", scope: "all", size: 3 });
});
