import assert from "node:assert/strict";
import { test } from "node:test";
import { attributeRules, filterProblem, isFiltered } from "./filter.ts";

test("values are distinct and sorted, so that their order in the file changes nothing", () => {
  assert.deepEqual(attributeRules({ country: ["th", "sg", "th"] }), { country: ["sg", "th"] });
});

test("an empty filter is none", () => {
  assert.equal(isFiltered(undefined), false);
  assert.equal(isFiltered({}), false);
  assert.equal(isFiltered({ country: [] }), true);
});

test("an attribute without a value would match nothing", () => {
  assert.match(filterProblem({ country: ["th"], tier: [] }) ?? "", /accepts no value of tier/);
  assert.equal(filterProblem({ country: ["th"] }), undefined);
});

test("every kind of condition has its rule, a lower bound before an upper one", () => {
  const conditions = ["th", { prefix: "sg-" }, { suffix: "-my" }, { anythingBut: ["b", "a"] }, { exists: false }];
  assert.deepEqual(attributeRules({ a: [...conditions, { numeric: "<= 5.5, > -1" }] }), {
    a: [
      "th",
      { "anything-but": ["a", "b"] },
      { exists: false },
      { numeric: [">", -1, "<=", 5.5] },
      { prefix: "sg-" },
      { suffix: "-my" },
    ],
  });
});

const NUMBERS = { magnitude: 1_000_000_000, source: "the guide" };

for (const [numeric, problem] of [
  ["= 5", undefined],
  [">= -1000000000, < 1000000000", undefined],
  ["< 5, > 1", undefined],
  ["> 1, > 2", /compares total by "> 1, > 2"; give one lower and one upper bound/],
  ["< 1, <= 2", /give one lower and one upper bound/],
  ["= 1, > 0", /give one lower and one upper bound/],
  [">= 5, <= 5", /which no number fulfils/],
  ["> 5, < 1", /which no number fulfils/],
  ["> 1000000001", /numbers go from -1,000,000,000 to 1,000,000,000 \(the guide\)/],
  ["< -1000000000.5", /numbers go from/],
] as const)
  test(`comparing by ${numeric} is ${problem === undefined ? "fine" : "refused"}`, () => {
    const found = filterProblem({ total: [{ numeric }] }, NUMBERS);
    if (problem === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", problem);
  });
