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
