import assert from "node:assert/strict";
import { test } from "node:test";
import { startOf } from "../diagnostic.ts";
import { type Budget, quotaProblems } from "./quota.ts";

const topics: Omit<Budget, "used"> = {
  key: "cloud.topics-per-project",
  limit: 10_000,
  what: "topics",
  unit: "topics",
  adjustable: false,
  scope: "in project p (team crm)",
  source: "the quota page",
  remedy: "split the topology",
  span: startOf("s.yaml"),
};

for (const [used, severity, words] of [
  [0, undefined, ""],
  [7_999, undefined, ""],
  [
    8_000,
    "warning",
    "needs 8,000 topics in project p (team crm), 80% of the 10,000 allowed (the quota page); split the topology",
  ],
  [9_999, "warning", "99% of the 10,000"],
  [10_000, "warning", "100% of the 10,000"],
  [
    10_001,
    "error",
    "needs 10,001 topics in project p (team crm), more than the 10,000 allowed (the quota page); split the topology",
  ],
] as const) {
  test(`${used} of 10,000 is ${severity ?? "fine"}`, () => {
    const [first, ...rest] = quotaProblems([{ ...topics, used }]);
    assert.equal(first?.severity, severity);
    assert.ok((first?.message ?? "").endsWith(words) || first?.message.includes(words), first?.message);
    assert.deepEqual(rest, []);
    if (first === undefined) return;
    assert.equal(first.code, "quota-exceeded");
    assert.deepEqual(first.span, topics.span);
  });
}

test("percents are those of whole numbers, whatever their binary fractions are", () => {
  for (const [used, limit, severity, percent] of [
    [28, 35, "warning", "80% of"],
    [27, 35, undefined, ""],
    [290, 300, "warning", "96% of"],
    [58, 64, "warning", "90% of"],
  ] as const) {
    const [found] = quotaProblems([{ ...topics, used, limit }]);
    assert.equal(found?.severity, severity);
    assert.ok((found?.message ?? "").includes(percent));
  }
});

test("a value that somebody chose may be at its limit, not above", () => {
  const chosen = { ...topics, chosen: true as const };
  assert.deepEqual(quotaProblems([{ ...chosen, used: 10_000 }]), []);
  assert.deepEqual(
    quotaProblems([{ ...chosen, used: 10_001 }]).map(({ severity }) => severity),
    ["error"],
  );
});

test("what another check refuses is not told twice; its warning is told here", () => {
  const refused = { ...topics, refusedBy: "filter-not-supported" };
  assert.deepEqual(quotaProblems([{ ...refused, used: 10_001 }]), []);
  assert.deepEqual(
    quotaProblems([{ ...refused, used: 8_000 }]).map(({ severity }) => severity),
    ["warning"],
  );
});

test("a number without a limit is never a problem", () => {
  const { limit, ...unlimited } = topics;
  assert.equal(limit, 10_000);
  assert.deepEqual(quotaProblems([{ ...unlimited, used: 1e9 }]), []);
});

test("of a limit that can be raised the message says how to say so, and of a raised one what it was", () => {
  const [plain] = quotaProblems([{ ...topics, adjustable: true, used: 10_001 }]);
  assert.match(
    plain?.message ?? "",
    /; split the topology, or have the limit raised \(event-topology:quotas, cloud\.topics-per-project\)$/,
  );
  const [raised] = quotaProblems([{ ...topics, adjustable: true, limit: 20_000, usualLimit: 10_000, used: 16_000 }]);
  assert.match(
    raised?.message ?? "",
    /80% of the 20,000 allowed \(the quota page, 10,000 unless the stack file says otherwise\)/,
  );
});
