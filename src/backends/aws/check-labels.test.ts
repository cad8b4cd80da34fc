import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLabels } from "./check-labels.ts";
import { awsInput } from "./test-support/input.ts";

const check = (labels: Readonly<Record<string, string>>) => checkLabels(awsInput({ events: {} }, { labels }).stack);

test("usual labels are fine", () => {
  assert.deepEqual(check({ "cost-center": "4711", owner: "team@ar.example", Größe: "groß + schön", empty: "" }), []);
});

for (const [key, value, message] of [
  ["managed-by", "me", /set by event-topology/],
  ["event-topology:team", "me", /set by event-topology/],
  ["aws:x", "y", /belong to AWS/],
  ["AWS:x", "y", /belong to AWS/],
  ["k".repeat(129), "v", /1 to 128 characters/],
  ["", "v", /1 to 128 characters/],
  ["k", "v".repeat(257), /at most 256 characters, this one 257/],
  ["k", "a#b", /AWS allows/],
  ["k!", "v", /AWS allows/],
] as const) {
  test(`label ${key.slice(0, 20)}=${value.slice(0, 10)} is refused`, () => {
    const [found, ...rest] = check({ [key]: value });
    assert.deepEqual(rest, []);
    assert.equal(found?.code, "invalid-label");
    assert.match(found?.message ?? "", message);
  });
}

test("five of the 50 tags are ours", () => {
  const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, "v"]));
  assert.deepEqual(check(labels(45)), []);
  assert.deepEqual(
    check(labels(46)).map(({ code }) => code),
    ["invalid-label"],
  );
});
