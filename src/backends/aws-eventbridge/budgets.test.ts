import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, ownAccounts, place, type StackChange } from "../aws/test-support/input.ts";
import type { Sketch } from "../test-support/input.ts";
import { budgets } from "./budgets.ts";
import { check } from "./check.ts";

/** The budgets of one limit, as `used of limit scope`, the fullest first. */
function of(key: string, sketch: Sketch, change: StackChange = {}): readonly string[] {
  return budgets(awsInput(sketch, change))
    .filter((budget) => budget.key === key)
    .sort((a, b) => b.used - a.used || (a.scope < b.scope ? -1 : 1))
    .map(({ used, limit, scope }) => `${used} of ${limit} ${scope}`);
}

function severities(sketch: Sketch, change: StackChange = {}, quotas: Readonly<Record<string, number>> = {}) {
  const input = awsInput(sketch, change);
  const stack = { ...input.stack, quotas };
  return check({ ...input, stack })
    .filter(({ code }) => code === "quota-exceeded")
    .map(({ severity }) => severity);
}

const subscribers = (count: number): Sketch => ({
  events: { A: "owner" },
  queues: Array.from({ length: count }, (_, i) => ({ team: `t${i}`, events: ["A"] })),
});

for (const [region, count, expected] of [
  ["eu-west-1", 239, []],
  ["eu-west-1", 240, ["warning"]],
  ["eu-west-1", 300, ["warning"]],
  ["eu-west-1", 301, ["error"]],
  ["af-south-1", 79, []],
  ["af-south-1", 80, ["warning"]],
  ["eu-south-1", 100, ["warning"]],
  ["eu-south-1", 101, ["error"]],
] as const)
  test(`${count} rules on a bus in ${region}: ${expected.join() || "fine"}`, () =>
    assert.deepEqual(severities(subscribers(count), { place: { ...place, region } }), expected));

test("a raised limit holds in every region", () => {
  const change = { place: { ...place, region: "eu-south-1" } };
  assert.deepEqual(severities(subscribers(301), change, { "eventbridge.rules-per-bus": 1000 }), []);
  assert.deepEqual(severities(subscribers(800), change, { "eventbridge.rules-per-bus": 1000 }), ["warning"]);
});

test("buses, rules, targets and patterns of the example, with the teams' names", () => {
  assert.deepEqual(of("eventbridge.buses-per-region", example), [
    "2 of 100 in account 111122223333, region eu-west-1 (teams crm, marketing)",
  ]);
  assert.deepEqual(of("eventbridge.rules-per-bus", example), [
    "2 of 300 on the event bus ar_crm (team crm)",
    "2 of 300 on the event bus ar_marketing (team marketing)",
  ]);
  for (const target of of("eventbridge.targets-per-rule", example)) assert.match(target, /^1 of 5 on /);
  assert.match(
    of("eventbridge.pattern-characters", example)[0] ?? "",
    /^\d+ of 2048 for the rule marketing_\S+ on the event bus ar_crm \(team marketing\)$/,
  );
  assert.deepEqual(of("eventbridge.wildcard-rules-per-bus", example), []);
});

test("across accounts each rule has a role, which counts in the account of the bus", () => {
  const roles = of("iam.roles-per-account", example, ownAccounts());
  assert.deepEqual(
    roles.map((text) => text.replace(/\d{12}/, "…")),
    ["2 of 1000 in account … (team marketing)", "2 of 1000 in account … (teams crm, data-analysis)"].sort(),
  );
  assert.ok(of("iam.trust-policy-characters", example, ownAccounts()).length > 0);
});

test("a pattern grows by its values: fine, near, full, over", () => {
  const values = (count: number): Sketch => ({
    events: { A: "crm" },
    queues: [{ team: "hr", events: ["A"], filter: { id: Array.from({ length: count }, (_, i) => `v${1000 + i}`) } }],
  });
  const characters = (count: number) =>
    Number.parseInt(of("eventbridge.pattern-characters", values(count))[0] ?? "", 10);
  const each = characters(11) - characters(10);
  const most = (limit: number) => 10 + Math.floor((limit - characters(10)) / each);
  assert.deepEqual(severities(values(most(2048 * 0.8 - 1))), []);
  assert.deepEqual(severities(values(most(2048 * 0.8 - 1) + 1)), ["warning"]);
  assert.deepEqual(severities(values(most(2048))), ["warning"]);
  assert.deepEqual(severities(values(most(2048) + 1)), ["error"]);
});
