import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenBy } from "../test-support/broken-by.ts";

const TEAMS = `
  crm: { events: { A: {}, B: {}, C: {} } }
  sales:
    subscriptions:
      - A
      - { event: B, retention: 14d, ackDeadline: 10m, deadLetter: { maxDeliveryAttempts: 50 } }
      - { event: C, retention: 12h, ackDeadline: 10s }
`;

test("a bound is allowed, what is beyond it is not; defaults count", async () => {
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: retention, level: error, min: 7d, max: 14d }"), [
    "error policy/retention subscription:sales/C: sales/C has retention 12h, and the least that is allowed is 7d",
  ]);
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: retention, level: error, max: 7d }"), [
    "error policy/retention subscription:sales/B: sales/B has retention 14d, and the most that is allowed is 7d",
  ]);
});

test("ack deadlines and delivery attempts have bounds too", async () => {
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: ack-deadline, level: error, min: 30s, max: 5m }"), [
    "error policy/ack-deadline subscription:sales/B: sales/B has ack-deadline 10m, and the most that is allowed is 5m",
    "error policy/ack-deadline subscription:sales/C: sales/C has ack-deadline 10s, and the least that is allowed is 30s",
  ]);
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: delivery-attempts, level: error, min: 6, max: 49 }"), [
    "error policy/delivery-attempts subscription:sales/A: sales/A has delivery-attempts 5, and the least that is allowed is 6",
    "error policy/delivery-attempts subscription:sales/B: sales/B has delivery-attempts 50, and the most that is allowed is 49",
    "error policy/delivery-attempts subscription:sales/C: sales/C has delivery-attempts 5, and the least that is allowed is 6",
  ]);
});

test("a rule holds for its teams", async () => {
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: retention, level: error, max: 1d, teams: [crm] }"), []);
  assert.deepEqual(await brokenBy(TEAMS, "- { rule: retention, level: error, max: 1d, exceptTeams: [sales] }"), []);
});
