import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("what is said of a schema needs one", async () => {
  const crm = (keys: string) => `crm: { events: { A: { ${keys} } } }`;
  const more = { "a.json": "{}", "example.json": "1" };
  assert.deepEqual(await problemsOf(crm("schema: a.json, compatibility: full, example: example.json"), more), []);
  for (const keys of [
    "compatibility: none",
    "example: example.json",
    'accepted: { schema: "0123456789ab", by: [crm] }',
  ])
    assert.equal((await problemsOf(crm(keys), more))[0], `error contract-without-schema "A"`);
});
