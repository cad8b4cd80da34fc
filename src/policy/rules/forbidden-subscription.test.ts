import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenBy } from "../test-support/broken-by.ts";

const TEAMS = `
  fraud: { events: { RISK: {}, BLOCKED: {} }, subscriptions: [RISK] }
  sales: { events: { WON: {} }, subscriptions: [WON, { queue: all, events: [RISK, BLOCKED, WON] }] }
  crm: { subscriptions: [RISK] }
`;

test("events of an owner", async () => {
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: forbidden-subscription, level: error, owners: [fraud] }"), [
    "error policy/forbidden-subscription feed:crm/RISK/RISK: crm must not subscribe to RISK of fraud",
    "error policy/forbidden-subscription feed:sales/all/BLOCKED: sales must not subscribe to BLOCKED of fraud",
    "error policy/forbidden-subscription feed:sales/all/RISK: sales must not subscribe to RISK of fraud",
  ]);
});

test("single events, for some teams", async () => {
  assert.deepEqual(
    await brokenBy(
      TEAMS,
      "- { rule: forbidden-subscription, level: warning, teams: [sales], events: [BLOCKED, WON], message: no }",
    ),
    ["warning policy/forbidden-subscription feed:sales/all/BLOCKED: sales must not subscribe to BLOCKED of fraud: no"],
  );
});
