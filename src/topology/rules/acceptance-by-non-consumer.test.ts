import assert from "node:assert/strict";
import { test } from "node:test";
import { fingerprint } from "../../contracts/fingerprint.ts";
import { problemsOf } from "../../test-support/problems.ts";

test("only consumers agree to a change of a schema", async () => {
  const accepted = (by: string) => `
crm: { events: { A: { schema: a.json, accepted: { schema: "${fingerprint(true)}", by: [${by}] } }, B: {} } }
sales: { subscriptions: [{ queue: q, events: [B, crm/A] }] }
hr: { subscriptions: [B] }
`;
  const more = { "a.json": "true" };
  assert.deepEqual(await problemsOf(accepted("sales"), more), []);
  assert.deepEqual(await problemsOf(accepted("sales, hr"), more), [`warning acceptance-by-non-consumer "hr"`]);
  assert.deepEqual(await problemsOf(accepted("sale"), more), [`error unknown-team "sale"`]);
});
