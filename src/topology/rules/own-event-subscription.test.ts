import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

test("a team that subscribes to its own event is warned", async () => {
  assert.deepEqual(await problemsOf("crm: { events: { A: {} }, subscriptions: [A] }"), [
    `warning own-event-subscription "A" → "A"`,
  ]);
  assert.deepEqual(await problemsOf("crm: { events: { A: {} } }\nsales: { subscriptions: [A] }"), []);
});
