import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Filter } from "../desired-state/desired-state.ts";
import { filterChange, filterText } from "./filter-change.ts";

const cases: readonly (readonly [base: Filter | undefined, head: Filter | undefined, change: string])[] = [
  [undefined, undefined, "same"],
  [undefined, {}, "same"],
  [{ a: ["x", "y"] }, { a: ["y", "x"] }, "same"],
  [undefined, { a: ["x"] }, "narrowed"],
  [{ a: ["x"] }, undefined, "widened"],
  [{ a: ["x", "y"] }, { a: ["x"] }, "narrowed"],
  [{ a: ["x"] }, { a: ["x", "y"] }, "widened"],
  [{ a: ["x"] }, { a: ["y"] }, "changed"],
  [{ a: ["x"] }, { b: ["x"] }, "changed"],
  [{ a: ["x"] }, { a: ["x"], b: ["y"] }, "narrowed"],
  [{ a: ["x"], b: ["y"] }, { a: ["x", "z"], b: ["y"] }, "widened"],
  [{ a: ["x"], b: ["y"] }, { a: ["x", "z"] }, "widened"],
  [{ a: ["x", "z"] }, { a: ["x"], b: ["y"] }, "narrowed"],
  [{ a: ["x", "z"], b: ["y"] }, { a: ["x"] }, "changed"],
  [{}, { constructor: ["x"] }, "narrowed"],
];

for (const [base, head, change] of cases)
  test(`${JSON.stringify(base)} → ${JSON.stringify(head)} is ${change}`, () => {
    assert.equal(filterChange(base, head), change);
  });

const values = fc.uniqueArray(fc.constantFrom("x", "y", "z"), { minLength: 1 });
const filter = fc.dictionary(fc.constantFrom("a", "b"), values, { maxKeys: 2 });

test("property: the word fits what passes, message by message", () => {
  fc.assert(
    fc.property(filter, filter, (base, head) => {
      const messages = ["x", "y", "z", undefined].flatMap((a) => ["x", "y", "z", undefined].map((b) => ({ a, b })));
      const passes = (one: Filter, message: Readonly<Record<string, string | undefined>>) =>
        Object.entries(one).every(([attribute, accepted]) => accepted.includes(message[attribute] ?? ""));
      const gained = messages.some((message) => !passes(base, message) && passes(head, message));
      const lost = messages.some((message) => passes(base, message) && !passes(head, message));
      const word = gained ? (lost ? "changed" : "widened") : lost ? "narrowed" : "same";
      assert.equal(filterChange(base, head), word);
    }),
  );
});

test("a filter as a person reads it", () => {
  assert.equal(filterText({ country: ["sg", "th"], tier: ["gold"] }), "country: sg, th; tier: gold");
  assert.equal(filterText({}), undefined);
});
