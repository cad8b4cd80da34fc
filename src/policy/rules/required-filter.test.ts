import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenBy } from "../test-support/broken-by.ts";

test("whoever takes a named event filters it", async () => {
  const teams = `
  crm: { events: { A: {}, B: {} } }
  sales: { subscriptions: [A, B, { queue: some, events: [A], filter: { country: th } }] }
`;
  assert.deepEqual(await brokenBy(teams, "- { rule: required-filter, level: error, events: [A] }"), [
    "error policy/required-filter feed:sales/A/A: sales/A takes every A; it needs a filter",
  ]);
});
