import assert from "node:assert/strict";
import { test } from "node:test";
import { filterPolicy, snsFilterProblem } from "./filter-policy.ts";

const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

test("the policy is canonical", () => {
  assert.equal(filterPolicy({ tier: ["gold"], country: ["th", "sg"] }), '{"country":["sg","th"],"tier":["gold"]}');
});

for (const [name, filter, problem] of [
  ["five attributes", { a: ["1"], b: ["1"], c: ["1"], d: ["1"], e: ["1"] }, undefined],
  ["six attributes", { a: ["1"], b: ["1"], c: ["1"], d: ["1"], e: ["1"], f: ["1"] }, /names 6 attributes; SNS takes 5/],
  ["150 combinations", { a: values(10), b: values(15) }, undefined],
  ["160 combinations", { a: values(10), b: values(16) }, /accepts 160 combinations of values; SNS takes 150/],
  ["a repeated value counts once", { a: [...values(150), ...values(150)] }, undefined],
  ["no value", { a: [] }, /accepts no value of a/],
] as const) {
  test(`${name} ${problem === undefined ? "is fine" : "is refused"}`, () => {
    const found = snsFilterProblem(filter);
    if (problem === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", problem);
  });
}
