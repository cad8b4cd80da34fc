import assert from "node:assert/strict";
import { test } from "node:test";
import { startOf } from "../diagnostic.ts";
import { quota } from "./quota.ts";

const topics = {
  limit: 10_000,
  what: "topics",
  scope: "in project p",
  source: "the quota page",
  span: startOf("s.yaml"),
};

for (const [count, severity, words] of [
  [0, undefined, ""],
  [7_999, undefined, ""],
  [8_000, "warning", "needs 8,000 topics in project p, 80% of the 10,000 allowed (the quota page); split"],
  [9_999, "warning", "99% of the 10,000"],
  [10_000, "warning", "100% of the 10,000"],
  [10_001, "error", "needs 10,001 topics in project p, more than the 10,000 allowed (the quota page); split"],
] as const) {
  test(`${count} of 10,000 is ${severity ?? "fine"}`, () => {
    const [first, ...rest] = quota({ ...topics, count });
    assert.equal(first?.severity, severity);
    assert.ok((first?.message ?? "").includes(words), first?.message);
    assert.deepEqual(rest, []);
  });
}

test("a quota with a remedy of its own names it", () => {
  const [found] = quota({ ...topics, count: 10_001, remedy: "ask for more" });
  assert.equal(found?.code, "quota-exceeded");
  assert.ok(found?.message.endsWith("; ask for more"));
  assert.deepEqual(found?.span, topics.span);
});
