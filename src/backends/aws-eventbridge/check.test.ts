import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, ownAccounts, place, type StackChange } from "../aws/test-support/input.ts";
import type { Sketch } from "../test-support/input.ts";
import { check } from "./check.ts";

const codes = (sketch: Sketch, change: StackChange = {}) =>
  check(awsInput(sketch, change)).map(({ code, severity }) => `${severity} ${code}`);

const subscribers = (count: number): Sketch => ({
  events: { A: "owner" },
  queues: Array.from({ length: count }, (_, i) => ({ team: `t${i}`, events: ["A"] })),
});

test("the example is fine", () => assert.deepEqual(codes(example), []));

for (const [region, allowed] of [
  ["eu-west-1", 300],
  ["af-south-1", 100],
] as const) {
  test(`a bus in ${region} takes ${allowed} rules`, () => {
    const change = { place: { ...place, region } };
    assert.deepEqual(codes(subscribers(allowed * 0.5), change), []);
    assert.deepEqual(codes(subscribers(allowed), change), ["warning quota-exceeded"]);
    const input = awsInput(subscribers(allowed + 1), change);
    const [found, ...rest] = check(input);
    assert.deepEqual(rest, []);
    assert.equal(found?.severity, "error");
    assert.match(
      found?.message ?? "",
      new RegExp(`${allowed + 1} rules, .*on the event bus ar_owner \\(team owner\\)`),
    );
    assert.deepEqual(found?.span, input.origins.get("team:owner"));
  });
}

test("a hundred owners fill the account's buses", () => {
  const owners = (count: number) => ({
    events: Object.fromEntries(Array.from({ length: count }, (_, i) => [`E${i}`, `t${i}`])),
  });
  assert.deepEqual(codes(owners(79)), []);
  assert.deepEqual(codes(owners(100)), ["warning quota-exceeded"]);
  assert.deepEqual(codes(owners(101)), ["error quota-exceeded"]);
});

test("a pattern longer than 2,048 characters is told at the subscription", () => {
  const input = awsInput({
    events: { A: "crm" },
    queues: [{ team: "billing", events: ["A"], filter: { id: Array.from({ length: 300 }, (_, i) => `value-${i}`) } }],
  });
  const [found, ...rest] = check(input);
  assert.deepEqual(rest, []);
  assert.match(
    found?.message ?? "",
    /characters of event pattern for the rule billing_A on the event bus ar_crm \(team billing\), more than the 2,048/,
  );
  assert.deepEqual(found?.span, input.origins.get("subscription:billing/A"));
});

test("an owner with very many events outgrows the policies of its bus and its role", () => {
  const events = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`A_RATHER_LONG_EVENT_NAME_${i}`, "crm"]));
  const messages = check(awsInput({ events }))
    .map(({ message }) => message)
    .join();
  assert.match(messages, /characters of event bus policy on ar_crm \(team crm\), more than the 10,240/);
  assert.match(messages, /characters of inline policies on the role crm \(team crm\), more than the 10,240/);
});

test("a detail-type has at most 128 characters", () => {
  assert.deepEqual(codes({ events: { ["E".repeat(128)]: "crm" } }), []);
  assert.deepEqual(codes({ events: { ["E".repeat(129)]: "crm" } }), ["error name-not-legal"]);
});

test("the organization aws would use sources that AWS keeps for itself", () => {
  const [found, ...rest] = check(awsInput({ organization: "aws", events: { A: "crm", B: "crm" } }));
  assert.deepEqual(rest, []);
  assert.equal(found?.code, "name-not-legal");
  assert.match(found?.message ?? "", /source aws\.crm/);
  assert.deepEqual(codes({ organization: "awsome", events: { A: "crm" } }), []);
});

test("an attribute without a value is refused", () => {
  const sketch: Sketch = {
    events: { A: "crm" },
    queues: [{ team: "billing", events: ["A"], filter: { country: [] } }],
  };
  assert.deepEqual(codes(sketch), ["error filter-not-supported"]);
});

test("buses count by account, and delivery roles too", () => {
  const owners = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`E${i}`, `t${i}`]));
  const placeOf = (team: string) => ({ ...place, account: `00000000000${Number(team.slice(1)) % 2}` });
  const found = check(awsInput({ events: owners }, { placeOf }));
  assert.deepEqual(
    found.filter(({ code }) => code === "quota-exceeded"),
    [],
  );
  const many = (count: number): Sketch => ({
    events: Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`E${i}`, `t${2 * i}`])),
    queues: Array.from({ length: count }, (_, i) => ({ team: "t1", queue: `q${i}`, events: [`E${i % 4}`] as const })),
  });
  const roles = check(awsInput(many(1001), { placeOf })).filter(({ message }) => message.includes(" roles, "));
  assert.deepEqual(
    roles.map(({ severity, message }) => [severity, /in account (\d+)/.exec(message)?.[1]]),
    [["error", "000000000000"]],
  );
});

test("EventBridge does not deliver to another region", () => {
  const input = awsInput(
    example,
    ownAccounts((team) => (team === "crm" ? { region: "us-east-1" } : {})),
  );
  const codes = new Set(check(input).map(({ code }) => code));
  assert.deepEqual([...codes], ["region-differs"]);
});
