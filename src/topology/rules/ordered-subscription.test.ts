import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("an ordered queue takes ordered events only", async () => {
  const teams = (event: string, subscription: string) =>
    `crm: { events: { A: ${event}, B: { ordered: true } } }\nsales: { subscriptions: [{ queue: q, events: [A, B]${subscription} }] }`;
  assert.deepEqual(await problemsOf(teams("{ ordered: true }", ", ordered: true")), []);
  assert.deepEqual(await problemsOf(teams("{}", "")), []);
  assert.deepEqual(await problemsOf(teams("{}", ", ordered: true")), [`error ordered-subscription "A" → "A"`]);
});
