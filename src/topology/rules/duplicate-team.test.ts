import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("teams of different files are one topology", async () => {
  const problems = await problemsOf("include: teams/*.yaml\ncrm: { events: { A: {} } }", {
    "teams/sales.yaml": "sales: { subscriptions: [A] }",
  });
  assert.deepEqual(problems, []);
});

test("a team in two files is an error that points at the first", async () => {
  const problems = await problemsOf("include: teams/*.yaml\ncrm: { events: { A: {} } }", {
    "teams/crm.yaml": "crm: { events: { B: {} } }",
  });
  assert.deepEqual(problems, [`error duplicate-team "crm" → "crm"`]);
});
