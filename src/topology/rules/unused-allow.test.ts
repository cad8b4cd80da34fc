import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("an allow list needs a restricted event", async () => {
  const crm = (visibility: string) => `crm: { events: { A: { ${visibility} allow: [crm] } } }`;
  assert.deepEqual(await problemsOf(crm("visibility: restricted,")), []);
  assert.deepEqual(await problemsOf(crm("")), [`error unused-allow "A"`]);
  assert.deepEqual(await problemsOf(crm("visibility: public,")), [`error unused-allow "A"`]);
});
