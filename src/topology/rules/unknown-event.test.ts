import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../../test-support/problems.ts";

const CRM = `
crm:
  events: { CUSTOMER_CREATED: {} }
marketing:
  events: { EMAIL_SENT: {} }
`;

test("a declared event is known, with and without its owner", async () => {
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [CUSTOMER_CREATED]`), []);
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [crm/CUSTOMER_CREATED]`), []);
});

test("an event that nobody declares is an error at the reference, in every form of subscription", async () => {
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [CUSTOMER_DELETED_X]`), [
    `error unknown-event "CUSTOMER_DELETED_X"`,
  ]);
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [{ event: NOPE }]`), [`error unknown-event "NOPE"`]);
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [{ queue: q, events: [CUSTOMER_CREATED, NOPE] }]`), [
    `error unknown-event "NOPE"`,
  ]);
});

test("a reference with another owner points at the true one", async () => {
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [sales/CUSTOMER_CREATED]`), [
    `error unknown-event "sales/CUSTOMER_CREATED" → "CUSTOMER_CREATED"`,
  ]);
});

test("every unknown event of the file is reported at once", async () => {
  assert.deepEqual(await problemsOf(`${CRM}  subscriptions: [ONE, TWO]`), [
    `error unknown-event "ONE"`,
    `error unknown-event "TWO"`,
  ]);
});
