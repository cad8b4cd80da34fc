import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenBy } from "../test-support/broken-by.ts";

const TEAMS = `
  crm:
    contact: crm@ar.example
    reviewers: "@ar/crm"
    events: { A: { description: d, schema: s.json }, B: { visibility: restricted, allow: [sales] } }
  sales: { events: { C: { description: " ", visibility: restricted }, D: {} } }
`;

for (const [rule, broken] of [
  ["team-contact", ["team:sales: the team sales has no contact"]],
  ["team-reviewers", ["team:sales: the team sales has no reviewers"]],
  [
    "event-description",
    [
      "topic:B: the event B has no description",
      "topic:C: the event C has no description",
      "topic:D: the event D has no description",
    ],
  ],
  [
    "event-schema",
    ["topic:B: the event B has no schema", "topic:C: the event C has no schema", "topic:D: the event D has no schema"],
  ],
  ["restricted-event-allow", ["topic:C: the event C is restricted and allows no team"]],
] as const) {
  test(`${rule} tells what does not say it, and nothing else`, async () => {
    assert.deepEqual(
      await brokenBy(TEAMS, `- { rule: ${rule}, level: warning }`),
      broken.map((one) => `warning policy/${rule} ${one}`),
    );
  });
}
