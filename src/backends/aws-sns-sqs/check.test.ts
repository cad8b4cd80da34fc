import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, roleArn, type StackChange } from "../aws/test-support/input.ts";
import type { Sketch } from "../test-support/input.ts";
import { check } from "./check.ts";

const codes = (sketch: Sketch, change: StackChange = {}) =>
  check(awsInput(sketch, change)).map(({ code, severity }) => `${severity} ${code}`);

const filtered = (count: number): Sketch => ({
  events: { A: "owner" },
  queues: Array.from({ length: count }, (_, i) => ({ team: `t${i}`, events: ["A"], filter: { country: ["th"] } })),
});

test("the example is fine", () => assert.deepEqual(codes(example), []));

test("200 filters on one topic are a warning, 201 an error at the event", () => {
  assert.deepEqual(codes(filtered(150)), []);
  assert.deepEqual(codes(filtered(200)), ["warning quota-exceeded"]);
  const input = awsInput(filtered(201));
  const [found, ...rest] = check(input);
  assert.deepEqual(rest, []);
  assert.match(found?.message ?? "", /201 filters on the topic ar_A \(team owner\), more than the 200 allowed/);
  assert.deepEqual(found?.span, input.origins.get("topic:A"));
});

test("an impossible filter is told at the feed", () => {
  const input = awsInput({
    events: { A: "crm" },
    queues: [{ team: "billing", queue: "q", events: ["A"], filter: { country: [] } }],
  });
  const [found, ...rest] = check(input);
  assert.deepEqual(rest, []);
  assert.equal(found?.code, "filter-not-supported");
  assert.equal(found?.message, "the filter of billing/q on A accepts no value of country; give at least one");
  assert.deepEqual(found?.span, input.origins.get("feed:billing/q/A"));
});

test("a queue fed by too many topics outgrows its policy", () => {
  const events = Array.from({ length: 120 }, (_, i) => `A_RATHER_LONG_EVENT_NAME_${i}`) as [string, ...string[]];
  const sketch: Sketch = {
    events: Object.fromEntries(events.map((event) => [event, "crm"])),
    queues: [{ team: "billing", queue: "all", events }],
  };
  const found = check(awsInput(sketch)).filter(({ severity }) => severity === "error");
  assert.match(
    found.map(({ message }) => message).join(),
    /bytes of queue policy on ar_billing_all \(team billing\), more than the 8,192/,
  );
});

test("an owner with very many topics outgrows the policy of its role", () => {
  const events = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`EVENT_${i}`, "crm"]));
  const found = check(awsInput({ events }));
  assert.match(found.map(({ message }) => message).join(), /characters of inline policies on the role crm/);
});

test("all is told in one run, principals, labels, values and all", () => {
  const found = codes(
    {
      events: { A: "crm", B: "hr" },
      queues: [{ team: "billing", events: ["A"], settings: { retentionSeconds: 1 } }],
    },
    {
      labels: { "managed-by": "me" },
      principals: (team) =>
        team === "crm"
          ? { publishers: ["arn:aws:iam::444455556666:role/crm"], consumers: [] }
          : { publishers: [], consumers: [roleArn("billing"), "billing"] },
    },
  );
  assert.deepEqual(found.sort(), [
    "error invalid-label",
    "error invalid-principal",
    "error invalid-principal",
    "error missing-principal",
    "error out-of-range",
    "error principal-in-other-account",
  ]);
});
