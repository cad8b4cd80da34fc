import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("a schema to register has to be there", async () => {
  const more = { "a.json": "{}" };
  assert.deepEqual(await problemsOf("crm: { events: { A: { registerSchema: true, schema: a.json } } }", more), []);
  assert.deepEqual(await problemsOf("crm: { events: { A: { registerSchema: false } } }"), []);
  assert.deepEqual(await problemsOf("crm: { events: { A: { registerSchema: true } } }"), [
    `error schema-to-register "A"`,
  ]);
});
