import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("a team without events and subscriptions is warned", async () => {
  assert.deepEqual(await problemsOf("crm: { contact: crm@ar.example }\nsales:"), [
    `warning empty-team "crm"`,
    `warning empty-team "sales"`,
  ]);
  assert.deepEqual(await problemsOf("crm: { events: { A: {} } }"), []);
});
