import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

const CRM = "crm: { events: { A: {}, B: {} } }\n";

test("two services of a team have their own copies under two names", async () => {
  assert.deepEqual(await problemsOf(`${CRM}sales: { subscriptions: [A, { queue: copy, events: [A, B] }] }`), []);
});

test("the same queue twice is an error that points at the first", async () => {
  assert.deepEqual(await problemsOf(`${CRM}sales: { subscriptions: [A, A] }`), [
    `error duplicate-subscription "A" → "A"`,
  ]);
  assert.deepEqual(await problemsOf(`${CRM}sales: { subscriptions: [A, { queue: A, events: [B] }] }`), [
    `error duplicate-subscription "A" → "A"`,
  ]);
});

test("an event feeds a queue only once", async () => {
  assert.deepEqual(await problemsOf(`${CRM}sales: { subscriptions: [{ queue: q, events: [A, B, crm/A] }] }`), [
    `error duplicate-subscription "crm/A" → "A"`,
  ]);
});

test("two teams may have queues of one name", async () => {
  assert.deepEqual(await problemsOf(`${CRM}sales: { subscriptions: [A] }\nbilling: { subscriptions: [A] }`), []);
});
