import assert from "node:assert/strict";
import { test } from "node:test";
import { compile, salvage } from "../compile.ts";
import { memoryFiles } from "../test-support/memory-files.ts";

const topology = (event: string) => ({
  "topology.yaml": `version: 1
organization: ar
teams:
  crm: { events: { CREATED: ${event} } }
  sales: { subscriptions: [CREATED] }
`,
  "created.json": '{ "type": "object", "required": ["price"], "properties": { "price": { "$ref": "money.json" } } }',
  "money.json": '{ "type": "integer" }',
});
const files = (event: string) => memoryFiles(topology(event));

test("a schema that is to be registered comes with the desired state, standing alone", async () => {
  const { desired } = await compile("topology.yaml", files("{ schema: created.json, registerSchema: true }"));
  assert.deepEqual(Object.keys(desired?.schemas ?? {}), ["created.json"]);
  const { $defs } = Object(desired?.schemas?.["created.json"]);
  assert.equal(Object.values($defs).length, 1);
  assert.equal(desired?.subscriptions.length, 1);
  assert.equal(desired.grants.length, 2);
  assert.ok(Object.isFrozen(desired));
});

test("any other schema does not", async () => {
  const { desired } = await compile("topology.yaml", files("{ schema: created.json }"));
  assert.ok(desired && !("schemas" in desired));
});

test("one that cannot be read is left out of what can be salvaged", async () => {
  const broken = { ...topology("{ schema: created.json, registerSchema: true }"), "created.json": "{" };
  const { desired } = await salvage("topology.yaml", memoryFiles(broken));
  assert.equal(desired.topics.length, 1);
  assert.ok(!("schemas" in desired));
});
