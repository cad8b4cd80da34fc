/* No option of an event or a queue changes without a word of the review. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { reviewOfTeams } from "./test-support/review-of-files.ts";

type Case = readonly [from: string, to: string, changes: readonly string[]];

const EVENT: readonly Case[] = [
  ["", "description: words", ["safe event-description-changed"]],
  ["", "visibility: restricted", ["attention event-access-narrowed"]],
  ["", "approval: required", ["safe event-approval-changed"]],
  ["approval: required", "", ["attention event-approval-changed"]],
  ["", "ordered: true", ["dangerous event-changed"]],
  ["ordered: true", "", ["dangerous event-changed"]],
  ["", "retention: 7d", ["safe event-changed"]],
  ["retention: 7d", "retention: 3d", ["dangerous event-changed"]],
  ["retention: 7d", "", ["dangerous event-changed"]],
  ["", "retired: drain", ["attention event-retired"]],
  ["", "retired: delete", ["attention event-retired"]],
  ["retired: drain", "", ["attention event-retired"]],
];

const QUEUE: readonly Case[] = [
  ["", "filter: { a: x }", ["dangerous subscription-changed"]],
  ["filter: { a: x }", "", ["dangerous subscription-changed"]],
  ["ackDeadline: 30s", "ackDeadline: 20s", ["attention subscription-changed"]],
  ["ackDeadline: 30s", "ackDeadline: 40s", ["safe subscription-changed"]],
  ["retention: 3d", "retention: 2d", ["dangerous subscription-changed"]],
  ["retention: 3d", "retention: 4d", ["safe subscription-changed"]],
  [
    "deadLetter: { maxDeliveryAttempts: 9 }",
    "deadLetter: { maxDeliveryAttempts: 8 }",
    ["attention subscription-changed"],
  ],
  ["deadLetter: { maxDeliveryAttempts: 8 }", "deadLetter: { maxDeliveryAttempts: 9 }", ["safe subscription-changed"]],
  ["", "retry: { minimum: 5s }", ["safe subscription-changed"]],
  ["", "maxMessageSize: 64KiB", ["attention subscription-changed"]],
  ["maxMessageSize: 64KiB", "maxMessageSize: 128KiB", ["safe subscription-changed"]],
  ["", "alarms: { deadLetters: 1 }", ["safe subscription-changed"]],
  ["alarms: { deadLetters: 1 }", "alarms: { deadLetters: 2 }", ["safe subscription-changed"]],
  ["alarms: { deadLetters: 1, undeliverable: 1 }", "alarms: { deadLetters: 1 }", ["attention subscription-changed"]],
  ["", "eventbridge: { deliveryRetry: { maximumAge: 1h } }", ["attention subscription-changed"]],
  ["", "exactlyOnce: true", ["safe subscription-changed"]],
  ["exactlyOnce: true", "", ["attention subscription-changed"]],
  ["", "delivery: enveloped", ["dangerous subscription-changed"]],
  ["", "delay: 30s", ["attention subscription-changed"]],
  ["delay: 30s", "delay: 10s", ["safe subscription-changed"]],
  ["", "retired: drain", ["attention subscription-retired"]],
  ["", "retired: retain", ["attention subscription-retired"]],
  ["", "retired: delete", ["dangerous subscription-retired"]],
  ["retired: drain", "", ["safe subscription-retired"]],
];

/** The owner has an event that the options are of, and somebody consumes another one. */
const event = (options: string) => `  crm: { events: { A: { ${options} }, B: {} } }\n  sales: { subscriptions: [B] }\n`;
const queue = (options: string) =>
  `  crm: { events: { A: {} } }\n  sales: { subscriptions: [{ event: A${options === "" ? "" : `, ${options}`} }] }\n`;

for (const [where, form, cases] of [
  ["event", event, EVENT],
  ["queue", queue, QUEUE],
] as const)
  for (const [from, to, expected] of cases)
    test(`${where}: ${from || "nothing"} → ${to || "nothing"}`, async () => {
      const { base, head, changes } = await reviewOfTeams(form(from), form(to));
      assert.deepEqual([base.problems, head.problems], [[], []]);
      assert.deepEqual(
        changes.map(({ severity, kind }) => `${severity} ${kind}`),
        expected,
      );
      for (const { reason, summary } of changes) assert.ok(reason.endsWith(".") && !summary.endsWith("."), summary);
    });

test("ordered: of a queue whose event is ordered", async () => {
  const form = (options: string) =>
    `  crm: { events: { A: { ordered: true } } }\n  sales: { subscriptions: [{ event: A${options} }] }\n`;
  const { changes } = await reviewOfTeams(form(""), form(", ordered: true"));
  assert.deepEqual(
    changes.map(({ severity, kind, id }) => [severity, kind, id]),
    [["dangerous", "subscription-changed", "subscription:sales/A"]],
  );
});

test("several options of one queue are one change, as bad as the worst, with the reasons of what is not safe", async () => {
  const { changes } = await reviewOfTeams(
    queue("retention: 3d, ackDeadline: 30s"),
    queue("retention: 2d, ackDeadline: 1m, delay: 5s"),
  );
  assert.equal(changes.length, 1);
  const [change] = changes;
  assert.equal(change?.severity, "dangerous");
  assert.equal(
    change?.summary,
    "sales changes its queue A: ack deadline extended, retention shortened, delay extended",
  );
  assert.match(change?.reason ?? "", /deleted at once.*held back/);
  assert.doesNotMatch(change?.reason ?? "", /crashed/);
  assert.deepEqual(change?.details, [
    { field: "ack deadline", from: "30s", to: "1m" },
    { field: "retention", from: "3d", to: "2d" },
    { field: "delay", from: "none", to: "5s" },
  ]);
});
