import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("an allow list names declared teams", async () => {
  const crm = "crm: { events: { A: { visibility: restricted, allow: [sales] } } }\n";
  assert.deepEqual(await problemsOf(`${crm}sales: { subscriptions: [A] }`), []);
  assert.deepEqual(await problemsOf(`${crm}sale: { subscriptions: [] }`), [
    `error unknown-team "sales"`,
    `warning empty-team "sale"`,
  ]);
});
