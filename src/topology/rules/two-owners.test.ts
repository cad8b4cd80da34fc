import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("each event has one owner", async () => {
  assert.deepEqual(await problemsOf("crm: { events: { A: {} } }\nsales: { events: { B: {} } }"), []);
});

test("a second owner is an error that points at the first", async () => {
  assert.deepEqual(await problemsOf("crm: { events: { A: {} } }\nsales: { events: { A: {} } }"), [
    `error two-owners "A" → "A"`,
  ]);
});

test("two owners in two files are found too", async () => {
  const problems = await problemsOf(`include: teams/*.yaml\ncrm: { events: { A: {} } }`, {
    "teams/sales.yaml": "sales: { events: { A: {} } }",
  });
  assert.deepEqual(problems, [`error two-owners "A" → "A"`]);
});
