import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("the minimum of a retry is not above its maximum", async () => {
  const teams = (retry: string) =>
    `crm: { events: { A: } }\nsales: { subscriptions: [{ event: A, retry: { ${retry} } }] }`;
  assert.deepEqual(await problemsOf(teams("minimum: 0s, maximum: 10m")), []);
  assert.deepEqual(await problemsOf(teams("minimum: 1m, maximum: 60s")), []);
  assert.deepEqual(await problemsOf(teams("minimum: 1m")), []);
  assert.deepEqual(await problemsOf(teams("minimum: 2m, maximum: 1m")), [`error backwards-retry "A"`]);
});
