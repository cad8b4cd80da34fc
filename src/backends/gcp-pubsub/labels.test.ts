import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test-support/fast-check.ts";
import { labelProblem, labels } from "./labels.ts";

test("ours are made legal and stand beside the stack's", () => {
  assert.deepEqual(labels({ environment: "dev" }, { team: "crm", event: "prison-visit.Booked" }), {
    environment: "dev",
    team: "crm",
    event: "prison-visit-booked",
    "managed-by": "event-topology",
  });
});

test("long values that begin alike stay apart", () => {
  const [a, b] = ["A", "B"].map((end) => labels({}, { event: "X".repeat(70) + end })["event"]);
  assert.equal(a?.length, 63);
  assert.notEqual(a, b);
});

test("property: what we set is always accepted", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const { queue } = labels({}, { queue: text });
      assert.equal(labelProblem("any", queue ?? "missing"), undefined);
    }),
  );
});

for (const [key, value, problem] of [
  ["environment", "dev-2_a", undefined],
  ["environment", "", undefined],
  ["a".repeat(63), "a".repeat(63), undefined],
  ["a".repeat(64), "x", /a key has 1 to 63 characters/],
  ["Environment", "dev", /a key has 1 to 63 characters/],
  ["9to5", "dev", /begins with a letter/],
  ["", "dev", /a key has/],
  ["environment", "Dev Team", /"Dev Team" is not legal.*use "dev-team"/],
  ["environment", "a".repeat(64), /at most 63/],
  ["team", "crm", /set by event-topology/],
  ["managed-by", "us", /set by event-topology/],
] as const) {
  test(`label ${key.slice(0, 15)}=${value.slice(0, 15)} is ${problem === undefined ? "fine" : "refused"}`, () => {
    const found = labelProblem(key, value);
    if (problem === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", problem);
  });
}
