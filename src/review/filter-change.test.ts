import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition, Filter } from "../desired-state/desired-state.ts";
import { comparisonsOf } from "../desired-state/filter.ts";
import { fc } from "../test-support/fast-check.ts";
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
  [{ a: [{ prefix: "th-" }] }, { a: ["th-1", "th-2"] }, "narrowed"],
  [{ a: [{ prefix: "th-" }] }, { a: [{ prefix: "th-b" }] }, "narrowed"],
  [{ a: [{ suffix: "-1" }] }, { a: [{ suffix: "1" }] }, "widened"],
  [{ a: [{ prefix: "th" }] }, { a: [{ suffix: "th" }] }, "changed"],
  [{ a: ["x"] }, { a: [{ exists: true }] }, "widened"],
  [{ a: [{ exists: true }] }, { a: [{ exists: false }] }, "changed"],
  [{ a: [{ anythingBut: ["x"] }] }, { a: [{ anythingBut: ["x", "y"] }] }, "narrowed"],
  [{ a: [{ anythingBut: ["x"] }] }, { a: ["y"] }, "narrowed"],
  [{ a: [{ anythingBut: ["x"] }] }, { a: ["x"] }, "changed"],
  [{ a: [{ anythingBut: ["x"] }] }, { a: [{ prefix: "y" }] }, "narrowed"],
  [{ a: [{ numeric: ">= 100" }] }, { a: [{ numeric: "> 100" }] }, "narrowed"],
  [{ a: [{ numeric: "> 0, <= 5" }] }, { a: [{ numeric: "> 0" }] }, "widened"],
  [{ a: [{ numeric: "> 0" }] }, { a: [{ numeric: "= 7" }] }, "narrowed"],
  [{ a: [{ numeric: ">= 100" }] }, { a: [{ anythingBut: ["7"] }] }, "changed"],
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

const texts = ["x", "y", "xy", "yx", "5", "7"];
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...texts),
  fc.record({ prefix: fc.constantFrom("x", "xy", "y") }),
  fc.record({ suffix: fc.constantFrom("x", "xy", "y") }),
  fc.record({ anythingBut: fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }) }),
  fc.record({ numeric: fc.constantFrom("> 5", ">= 5", "< 7", "= 7", "> 5, <= 7") }),
  fc.record({ exists: fc.boolean() }),
);
const richFilter = fc.dictionary(fc.constantFrom("a", "b"), fc.array(condition, { minLength: 1, maxLength: 3 }), {
  maxKeys: 2,
});

/** What the file says of conditions, value by value. */
function fulfils(value: string | undefined, one: Condition): boolean {
  if (typeof one === "string") return value === one;
  if ("exists" in one) return one.exists === (value !== undefined);
  if (value === undefined) return false;
  if ("prefix" in one) return value.startsWith(one.prefix);
  if ("suffix" in one) return value.endsWith(one.suffix);
  if ("anythingBut" in one) return !one.anythingBut.includes(value);
  const number = Number(value);
  return comparisonsOf(one.numeric).every(({ operator, value: bound }) =>
    operator === "="
      ? number === bound
      : operator === ">"
        ? number > bound
        : operator === ">="
          ? number >= bound
          : operator === "<"
            ? number < bound
            : number <= bound,
  );
}

test("property: with conditions of every kind the word is never better than what happens", () => {
  fc.assert(
    fc.property(richFilter, richFilter, (base, head) => {
      const values = [...texts, "z", "xyx", undefined];
      const messages = values.flatMap((a) =>
        values.map((b) => ({ a, b }) as Readonly<Record<string, string | undefined>>),
      );
      const passes = (one: Filter, message: Readonly<Record<string, string | undefined>>) =>
        Object.entries(one).every(([attribute, conditions]) =>
          conditions.some((each) => fulfils(message[attribute], each)),
        );
      const gained = messages.some((message) => !passes(base, message) && passes(head, message));
      const lost = messages.some((message) => passes(base, message) && !passes(head, message));
      const word = filterChange(base, head);
      if (gained) assert.ok(word === "widened" || word === "changed", word);
      if (lost) assert.ok(word === "narrowed" || word === "changed", word);
    }),
    { numRuns: 2_000 },
  );
});

test("a filter as a person reads it", () => {
  assert.equal(filterText({ country: ["sg", "th"], tier: ["gold"] }), "country: sg, th; tier: gold");
  assert.equal(filterText({}), undefined);
  assert.equal(filterText({ country: ["th", { prefix: "s" }] }), 'country: th, prefix "s"');
  assert.equal(filterText({ sum: [{ numeric: ">= 100" }], test: [{ exists: false }] }), "sum: >= 100; test: absent");
});
