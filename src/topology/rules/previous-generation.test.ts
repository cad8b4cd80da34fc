import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("what comes before the first generation is an error", async () => {
  const teams = (more: string) => `crm: { events: { A: } }\nsales: { subscriptions: [{ event: A${more} }] }`;
  assert.deepEqual(await problemsOf(teams(", generation: 2, previous: { filter: { country: th } }")), []);
  assert.deepEqual(await problemsOf(teams(", generation: 2")), []);
  assert.deepEqual(await problemsOf(teams(", previous: {}")), [`error previous-generation "previous"`]);
});
