import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

const crm = "crm: { events: { A: , B: } }";

test("a former name that nobody else has is fine", async () => {
  assert.deepEqual(await problemsOf(`${crm}\nrevenue: { formerly: sales, subscriptions: [A] }`), []);
  assert.deepEqual(
    await problemsOf(`${crm}\nsales: { subscriptions: [A, { event: B, queue: b, formerly: old }] }`),
    [],
  );
});

test("a name that somebody else has, or had, is an error for teams", async () => {
  const revenue = "revenue: { formerly: sales, subscriptions: [A] }";
  assert.deepEqual(await problemsOf(`${crm}\n${revenue}\nsales: { subscriptions: [B] }`), [
    `error former-name "sales" → "sales"`,
  ]);
  assert.deepEqual(await problemsOf(`${crm}\n${revenue}\nmoney: { formerly: sales, subscriptions: [B] }`), [
    `error former-name "sales" → "sales"`,
  ]);
});

test("and for the queues of one team, but not of two", async () => {
  const taken = "sales: { subscriptions: [A, { event: B, queue: b, formerly: A }] }";
  assert.deepEqual(await problemsOf(`${crm}\n${taken}`), [`error former-name "A" → "A"`]);
  const elsewhere = "sales: { subscriptions: [A] }\nmoney: { subscriptions: [{ event: B, queue: b, formerly: A }] }";
  assert.deepEqual(await problemsOf(`${crm}\n${elsewhere}`), []);
});

test("a swap of two names is fine: each has the other's former one", async () => {
  const swapped = "a: { formerly: b, events: { A: } }\nb: { formerly: a, events: { B: } }";
  assert.deepEqual(await problemsOf(swapped), []);
});
