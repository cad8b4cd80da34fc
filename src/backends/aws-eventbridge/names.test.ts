import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "../aws/test-support/input.ts";
import { busName, ruleArn, ruleName, sourceOf } from "./names.ts";

test("plain names can be read", () => {
  assert.equal(busName("ar", "crm"), "ar_crm");
  assert.equal(ruleName({ team: "marketing", queue: "visit.booked", generation: 1 }), "marketing_visit.booked");
  assert.equal(
    ruleArn(place, "ar_crm", "marketing_audience"),
    "arn:aws:events:eu-west-1:111122223333:rule/ar_crm/marketing_audience",
  );
  assert.equal(sourceOf("ar", "crm"), "ar.crm");
});

test("long queues of one team keep distinct rules of at most 64 characters", () => {
  const names = ["a", "b"].map((end) =>
    ruleName({ team: "marketing", queue: `${"x".repeat(80)}${end}`, generation: 1 }),
  );
  for (const name of names) assert.equal(name.length, 64);
  assert.notEqual(names[0], names[1]);
});
