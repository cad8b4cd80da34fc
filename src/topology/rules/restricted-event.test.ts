import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

const event = (rest: string) => `crm: { events: { A: { visibility: restricted${rest} } } }\n`;

test("a restricted event is for the allowed teams", async () => {
  assert.deepEqual(await problemsOf(`${event(", allow: [sales]")}sales: { subscriptions: [A] }`), []);
});

test("another team is refused, and shown where the event is restricted", async () => {
  const file = `${event(", allow: [sales]")}sales: { subscriptions: [A] }\nspy: { subscriptions: [A] }`;
  assert.deepEqual(await problemsOf(file), [`error restricted-event "A" → "A"`]);
});

test("without an allow list nobody but the owner subscribes", async () => {
  assert.deepEqual(await problemsOf(`${event("")}sales: { subscriptions: [A] }`), [`error restricted-event "A" → "A"`]);
  const own = "crm: { events: { A: { visibility: restricted } }, subscriptions: [A] }";
  assert.deepEqual(await problemsOf(own), [`warning own-event-subscription "A" → "A"`]);
});
