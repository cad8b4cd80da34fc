import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, ownAccounts, roleArn, type StackChange } from "../aws/test-support/input.ts";
import type { Sketch } from "../test-support/input.ts";
import { budgets } from "./budgets.ts";
import { check } from "./check.ts";

/** The budgets of one limit, as `used scope`, the fullest first. */
function of(key: string, sketch: Sketch, change: StackChange = {}): readonly string[] {
  return budgets(awsInput(sketch, change))
    .filter((budget) => budget.key === key)
    .sort((a, b) => b.used - a.used || (a.scope < b.scope ? -1 : 1))
    .map(({ used, scope }) => `${used} ${scope}`);
}

const problems = (sketch: Sketch, quotas: Readonly<Record<string, number>> = {}) => {
  const input = awsInput(sketch);
  const stack = { ...input.stack, quotas };
  return check({ ...input, stack }).map(({ code, severity }) => `${severity} ${code}`);
};

const filtered = (count: number): Sketch => ({
  events: { A: "owner" },
  queues: Array.from({ length: count }, (_, i) => ({ team: `t${i}`, events: ["A"], filter: { country: ["th"] } })),
});

for (const [count, expected] of [
  [159, []],
  [160, ["warning quota-exceeded"]],
  [200, ["warning quota-exceeded"]],
  [201, ["error quota-exceeded"]],
] as const)
  test(`${count} filters on a topic: ${expected.join() || "fine"}`, () =>
    assert.deepEqual(problems(filtered(count)), expected));

test("a raised limit is the one that counts, and only where it can be raised", () => {
  assert.deepEqual(problems(filtered(201), { "sns.filter-policies-per-topic": 300 }), []);
  assert.deepEqual(problems(filtered(240), { "sns.filter-policies-per-topic": 300 }), ["warning quota-exceeded"]);
  assert.deepEqual(problems(filtered(3), { "sns.filter-policies-per-topic": 2 }), ["error quota-exceeded"]);
  assert.deepEqual(problems(filtered(3), { "sqs.policy-bytes": 1 }), []);
});

test("topics stand in the account and region of their owners, filters in those of the topics", () => {
  assert.deepEqual(of("sns.topics-per-region", example), [
    "4 in account 111122223333, region eu-west-1 (teams crm, marketing)",
  ]);
  const own = of("sns.topics-per-region", example, ownAccounts());
  assert.deepEqual(
    own.map((text) => text.replace(/\d{12}/, "…")),
    ["3 in account …, region eu-west-1 (team crm)", "1 in account …, region eu-west-1 (team marketing)"],
  );
  assert.match(of("sns.filter-policies-per-account", example, ownAccounts()).join(), /^1 in account \d+ \(team crm\)$/);
});

test("subscriptions of a topic, the fullest of each owner", () => {
  assert.deepEqual(of("sns.subscriptions-per-topic", example), [
    "2 on the topic ar_CUSTOMER_CREATED (team crm)",
    "2 on the topic ar_EMAIL_SENT (team marketing)",
  ]);
});

test("an ordered topic takes 100 subscriptions, of which nobody has verified the number", () => {
  const ordered = (count: number) => {
    const sketch: Sketch = {
      events: { A: "owner" },
      queues: Array.from({ length: count }, (_, i) => ({ team: `t${i}`, events: ["A"], settings: { ordered: true } })),
    };
    const input = awsInput(sketch);
    return {
      ...input,
      desired: {
        ...input.desired,
        topics: input.desired.topics.map((topic) => ({ ...topic, ordered: true as const })),
      },
    };
  };
  const found = (count: number) => check(ordered(count)).filter(({ code }) => code === "quota-exceeded");
  assert.deepEqual(found(79), []);
  assert.deepEqual(
    found(80).map(({ severity }) => severity),
    ["warning"],
  );
  assert.deepEqual(
    found(100).map(({ severity }) => severity),
    ["warning"],
  );
  const [over, ...rest] = found(101);
  assert.deepEqual(rest, []);
  assert.equal(over?.severity, "error");
  assert.match(over?.message ?? "", /101 subscriptions to a FIFO topic on the topic ar_A\.fifo .*unverified/);
  const fifo = budgets(ordered(3)).filter(({ key }) => key === "sns.fifo-topics-per-region");
  assert.deepEqual(
    fifo.map(({ used, limit }) => [used, limit]),
    [[1, 1000]],
  );
});

test("filters near the combinations of values that SNS takes warn; above their own check refuses them", () => {
  const values = (count: number): Sketch => ({
    events: { A: "crm" },
    queues: [{ team: "hr", events: ["A"], filter: { a: Array.from({ length: count }, (_, i) => `v${i}`) } }],
  });
  assert.deepEqual(of("sns.filter-combinations", values(119)), ["119 on ar_A (team hr)"]);
  assert.deepEqual(problems(values(119)), []);
  assert.deepEqual(problems(values(120)), ["warning quota-exceeded"]);
  assert.deepEqual(problems(values(150)), ["warning quota-exceeded"]);
  assert.deepEqual(problems(values(151)), ["error filter-not-supported"]);
});

test("the policies of queues and topics: bytes, statements, principals, conditions, actions", () => {
  const keys = budgets(awsInput(example)).map(({ key }) => key);
  for (const key of [
    "sqs.policy-bytes",
    "sqs.policy-statements",
    "sqs.policy-principals",
    "sqs.policy-conditions",
    "sqs.policy-actions-per-statement",
    "sqs.redrive-sources",
    "sns.policy-bytes",
    "sns.policy-statements",
    "sns.policy-principals",
  ])
    assert.ok(keys.includes(key), key);
});

/** A queue of `count` topics, whose policy names them all. */
const wide = (count: number): Sketch => {
  const events = Array.from({ length: count }, (_, i) => `EVENT_${String(i).padStart(3, "0")}`) as [
    string,
    ...string[],
  ];
  return {
    events: Object.fromEntries(events.map((event) => [event, "crm"])),
    queues: [{ team: "billing", queue: "all", events }],
  };
};

test("each topic of a queue fills the queue's policy: fine, near, full, over", () => {
  const bytes = (count: number) => Number(of("sqs.policy-bytes", wide(count))[0]?.split(" ")[0]);
  const each = bytes(21) - bytes(20);
  assert.ok(each > 30 && each < 100, String(each));
  const most = (limit: number) => 20 + Math.floor((limit - bytes(20)) / each);
  const severity = (count: number) =>
    check(awsInput(wide(count)))
      .filter(({ message }) => message.includes(" bytes of queue policy on ar_billing_all (team billing)"))
      .map((problem) => problem.severity);
  const [near, full] = [most(8192 * 0.8 - 1), most(8192)];
  assert.deepEqual(severity(near), []);
  assert.deepEqual(severity(near + 1), ["warning"]);
  assert.deepEqual(severity(full), ["warning"]);
  assert.deepEqual(severity(full + 1), ["error"]);
});

test("the inline policies of one role count together, for all teams that share it", () => {
  const shared = { principals: () => ({ publishers: [roleArn("all")], consumers: [roleArn("all")] }) };
  const [one, ...rest] = of("iam.role-inline-policy-characters", example, shared);
  assert.deepEqual(rest, []);
  assert.match(one ?? "", /^\d+ on the role all \(teams crm, data-analysis, marketing\)$/);
  const separate = of("iam.role-inline-policy-characters", example).map((text) => Number.parseInt(text, 10));
  assert.equal(separate.length, 3);
  assert.ok(Number.parseInt(one ?? "", 10) > Math.max(...separate));
});

test("values that are chosen are told and never warn", () => {
  assert.match(of("sqs.retention-seconds", example)[0] ?? "", /^1209600 on /);
  const long: Sketch = { events: { ["E".repeat(200)]: "crm" }, queues: [{ team: "hr", events: ["E".repeat(200)] }] };
  assert.match(of("sqs.name-characters", long)[0] ?? "", /^7[0-9] on /);
  assert.deepEqual(problems(long), []);
});
