import assert from "node:assert/strict";
import { test } from "node:test";
import { startOf } from "../diagnostic.ts";
import type { BudgetEntry } from "./budget-entry.ts";
import { budgetTable } from "./budget-table.ts";

const rules: BudgetEntry = {
  key: "bus.rules",
  what: "rules, one for each queue,",
  unit: "rules",
  scope: "on the bus ar_crm (team crm)",
  used: 12,
  limit: 300,
  adjustable: true,
  source: "the page of quotas",
  remedy: "use fewer",
  span: startOf("topology.yaml"),
};
const name: BudgetEntry = { ...rules, key: "bus.name", what: "characters", used: 64, limit: 64, chosen: true };
const { limit, ...unlimited } = { ...rules, key: "engine.all", used: 1_234_567, adjustable: false };

const table = (budgets: readonly BudgetEntry[], most = 3, width = 80, colors = false) =>
  budgetTable({ stack: "prod", backend: "cloud", budgets }, most, { colors, width });

test("limits with the fullest first; chosen values and numbers without a limit last", () => {
  assert.equal(limit, 300);
  const full = { ...rules, used: 290, limit: 1000, usualLimit: 300, scope: "on the bus ar_hr (team hr)" };
  const topics = { ...rules, key: "cloud.topics", what: "topics", used: 1, limit: 10_000, adjustable: false };
  assert.equal(
    table([unlimited, name, topics, rules, full]),
    `quotas of the stack prod on cloud, the fullest first

bus.rules  rules, one for each queue: the page of quotas; can be raised
   29%  290 of 1,000 (stack file)  on the bus ar_hr (team hr)
    4%                  12 of 300  on the bus ar_crm (team crm)

cloud.topics  topics: the page of quotas
   <1%  1 of 10,000  on the bus ar_crm (team crm)

values that somebody chooses, or that are made to fit: at the limit all is well

bus.name  characters: the page of quotas; can be raised
  100%  64 of 64  on the bus ar_crm (team crm)

engine.all  rules, one for each queue: the page of quotas
        1,234,567  on the bus ar_crm (team crm)
`,
  );
});

test("some of each limit, of a chosen value one, and everything that is over", () => {
  const many = (of: BudgetEntry, over = 0) =>
    Array.from({ length: 5 }, (_, index) => ({
      ...of,
      used: index < over ? 1000 + index : index,
      scope: `on ${index}`,
    }));
  const shown = (text: string) => text.split("\n").filter((line) => / {2}on \d$/.test(line)).length;
  assert.equal(shown(table(many(rules))), 3);
  assert.match(table(many(rules)), /\n {8}and 2 more below; --quotas all shows them\n$/);
  assert.equal(shown(table(many(rules), 1)), 1);
  assert.equal(shown(table(many(rules), Number.POSITIVE_INFINITY)), 5);
  assert.doesNotMatch(table(many(rules), Number.POSITIVE_INFINITY), /more below/);
  assert.equal(shown(table(many(name))), 1);
  assert.equal(shown(table(many(name), Number.POSITIVE_INFINITY)), 5);
  assert.equal(shown(table(many(rules, 4), 1)), 4, "none that is over is hidden");
});

test("no line is wider than asked for, and nothing of it is lost", () => {
  const scope = `on ${"a_rather_long_name_".repeat(2)} (teams ${Array.from({ length: 9 }, (_, i) => `team-${i}`).join(", ")})`;
  const text = table([{ ...rules, scope, source: "a page ".repeat(20).trim() }], 3, 60);
  for (const line of text.split("\n")) assert.ok(line.length <= 60, line);
  assert.ok(text.replace(/\s+/g, " ").includes(scope));
});

test("colours only where they are asked for: red over the limit, yellow near it, chosen values never", () => {
  const over = { ...rules, used: 301 };
  const near = { ...rules, used: 240 };
  const [red, yellow, green] = ["\u001b[31m", "\u001b[33m", "\u001b[32m"];
  assert.ok(!table([over, near, name]).includes("\u001b"));
  for (const [budget, color] of [
    [over, red],
    [near, yellow],
    [rules, green],
    [name, green],
  ] as const) {
    const found = [red, yellow, green].filter((each) => table([budget], 3, 80, true).includes(each));
    assert.deepEqual(found, [color]);
  }
});

test("a share is rounded to the safe side, and what is there is not called nothing", () => {
  const percent = (used: number) => /(\S+%)/.exec(table([{ ...rules, used, limit: 1000 }]))?.[1];
  assert.deepEqual([0, 1, 9, 10, 799, 999, 1000, 1001, 1010].map(percent), [
    "0%",
    "<1%",
    "<1%",
    "1%",
    "79%",
    "99%",
    "100%",
    "101%",
    "101%",
  ]);
});

test("what a terminal would act on is made visible", () => {
  assert.match(table([{ ...rules, scope: "on \u001b[31m" }]), /on \\u\{1b\}\[31m/);
});
