import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sketch } from "../test-support/input.ts";
import { budgets } from "./budgets.ts";
import { check } from "./check.ts";
import { example, gcpInput, type Options, ownPlace } from "./test-support/gcp-input.ts";

/** The budgets of one limit, as `used scope`, the fullest first. */
function of(key: string, sketch: Sketch, options: Options = {}): readonly string[] {
  return budgets(gcpInput(sketch, options))
    .filter((budget) => budget.key === key)
    .sort((a, b) => b.used - a.used)
    .map(({ used, scope }) => `${used} ${scope}`);
}

const severities = (sketch: Sketch, options: Options = {}) =>
  check(gcpInput(sketch, options))
    .filter(({ code }) => code === "quota-exceeded")
    .map(({ severity }) => severity);

function events(count: number): Sketch {
  return { events: Object.fromEntries(Array.from({ length: count }, (_, index) => [`E${index}`, "crm"])) };
}

test("topics and subscriptions of a project, with those for dead letters and the teams' names", () => {
  assert.deepEqual(of("pubsub.topics-per-project", example), ["6 in project ar-events (teams crm, marketing)"]);
  assert.deepEqual(of("pubsub.subscriptions-per-project", example), ["7 in project ar-events (teams crm, marketing)"]);
  assert.deepEqual(of("pubsub.topics-per-project", example, { placeOf: ownPlace }), [
    "3 in project crm-events (team crm)",
    "3 in project marketing-events (team marketing)",
  ]);
});

for (const [count, expected] of [
  [7_999, []],
  [8_000, ["warning"]],
  [10_000, ["warning"]],
  [10_001, ["error"]],
] as const)
  test(`${count} topics in a project: ${expected.join() || "fine"}`, () =>
    assert.deepEqual(severities(events(count)), expected));

test("subscriptions of a topic, the fullest of each owner", () => {
  const fed: Sketch = {
    events: { A: "crm", B: "crm", C: "hr" },
    queues: ["A", "A", "A", "B", "C"].map((event, index) => ({ team: "data", queue: `q${index}`, events: [event] })),
  };
  const told = of("pubsub.subscriptions-per-topic", fed).filter((text) => !text.includes("-dlq"));
  assert.deepEqual(told, ["3 on the topic ar_A (team crm)", "1 on the topic ar_C (team hr)"]);
});

test("members of a policy count Pub/Sub's own account, and groups are counted apart", () => {
  const principals = (count: number, kind: string) => () => {
    const members = Array.from({ length: count }, (_, index) => `${kind}:m${index}@ar.example`);
    return { publishers: members, consumers: members };
  };
  const one: Sketch = { events: { A: "crm" }, queues: [{ team: "crm", events: ["A"] }] };
  assert.deepEqual(of("pubsub.members-per-policy", one, { principals: principals(3, "user") }), [
    "4 on ar_crm_A (team crm)",
  ]);
  assert.deepEqual(of("pubsub.groups-per-policy", one, { principals: principals(3, "user") }), []);
  assert.deepEqual(of("pubsub.groups-per-policy", one, { principals: principals(3, "group") }), [
    "3 on ar_crm_A (team crm)",
  ]);
  for (const [count, expected] of [
    [199, []],
    [200, ["warning"]],
    [250, ["warning"]],
    [251, ["error"]],
  ] as const)
    assert.deepEqual(severities(one, { principals: principals(count, "group") }), expected, String(count));
});

test("a filter near its 256 bytes warns; one above is refused by its own check alone", () => {
  const filtered = (bytes: number): Sketch => ({
    events: { A: "crm" },
    queues: [{ team: "hr", events: ["A"], filter: { a: ["x".repeat(bytes - 'attributes.a=""'.length)] } }],
  });
  assert.deepEqual(of("pubsub.filter-bytes", filtered(204)), ["204 on ar_hr_A (team hr)"]);
  assert.deepEqual(severities(filtered(204)), []);
  assert.deepEqual(severities(filtered(205)), ["warning"]);
  assert.deepEqual(severities(filtered(256)), ["warning"]);
  assert.deepEqual(
    check(gcpInput(filtered(257))).map(({ code, severity }) => `${severity} ${code}`),
    ["error filter-not-supported"],
  );
  assert.deepEqual(of("pubsub.filter-bytes", filtered(257)), ["257 on ar_hr_A (team hr)"]);
});

test("an option that Pub/Sub refuses leaves the rest countable", () => {
  const refused: Sketch = {
    events: { A: "crm" },
    queues: [
      { team: "hr", events: ["A"], filter: { a: [{ suffix: "x" }] } },
      { team: "data", events: ["A"] },
    ],
  };
  assert.deepEqual(of("pubsub.topics-per-project", refused), ["2 in project ar-events (teams crm, data)"]);
});

test("values that are chosen are told and never warn: the dead letters are kept for as long as can be", () => {
  assert.deepEqual(of("pubsub.retention-seconds", example)[0], "2678400 on ar_crm_EMAIL_SENT-dlq (team crm)");
  assert.deepEqual(severities(example), []);
  const long: Sketch = { events: { ["E".repeat(253)]: "crm" } };
  assert.match(of("pubsub.name-characters", long)[0] ?? "", /^255 on ar_E+-/);
  assert.deepEqual(severities(long), []);
});

test("the engine's resources are told without a limit", () => {
  const input = gcpInput(example);
  const [engine] = budgets(input).filter(({ key }) => key === "engine.resources-per-stack");
  assert.ok(engine !== undefined && engine.used > 20);
  assert.equal(engine.limit, undefined);
  assert.equal(engine.scope, "in the stack test");
});
