import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition, Filter } from "../../desired-state/desired-state.ts";
import { fc } from "../../test-support/fast-check.ts";
import { filterProblem, pubsubFilter } from "./filter.ts";
import { passesPubsubFilter } from "./test-support/filter-language.ts";

for (const [filter, expected] of [
  [{}, ""],
  [{ country: ["th"] }, 'attributes.country="th"'],
  [{ country: ["th", "sg", "th"] }, '(attributes.country="sg" OR attributes.country="th")'],
  [
    { tier: ["gold"], country: ["th", "sg"] },
    '(attributes.country="sg" OR attributes.country="th") AND attributes.tier="gold"',
  ],
  [{ "iana.org/tag": ["en"], "my-key": ["x"] }, 'attributes."iana.org/tag"="en" AND attributes."my-key"="x"'],
  [{ NOT: ["a"], "1st": ["b"] }, 'attributes."1st"="b" AND attributes."NOT"="a"'],
  [{ a: ['" OR attributes:x OR "'] }, 'attributes.a="\\" OR attributes:x OR \\""'],
  [{ a: ["\\"] }, 'attributes.a="\\\\"'],
  [{ a: ["ไทย", ""] }, '(attributes.a="" OR attributes.a="ไทย")'],
  [{ a: [{ prefix: "th-" }] }, 'hasPrefix(attributes.a, "th-")'],
  [{ "a b": [{ prefix: '"' }, "x"] }, '(attributes."a b"="x" OR hasPrefix(attributes."a b", "\\""))'],
  [{ a: [{ anythingBut: ["x"] }] }, '(attributes:a AND attributes.a!="x")'],
  [
    { a: [{ anythingBut: ["y", "x", "y"] }], b: [{ exists: true }] },
    '(attributes:a AND attributes.a!="x" AND attributes.a!="y") AND attributes:b',
  ],
  [{ a: [{ exists: false }, "x"] }, '(attributes.a="x" OR NOT attributes:a)'],
] as const) {
  test(`${JSON.stringify(filter)} is ${expected || "no filter"}`, () => assert.equal(pubsubFilter(filter), expected));
}

test("the order of the file does not matter", () => {
  assert.equal(pubsubFilter({ b: ["2", "1"], a: ["x"] }), pubsubFilter({ a: ["x"], b: ["1", "2"] }));
});

for (const [filter, problem] of [
  [{ country: ["th"] }, undefined],
  [{ a: ["x".repeat(256 - 'attributes.a=""'.length)] }, undefined],
  [{ a: ["x".repeat(257 - 'attributes.a=""'.length)] }, /^is 257 bytes .* more than the 256/],
  [{ a: ["ไ".repeat(80)] }, undefined],
  [{ a: ["ไ".repeat(81)] }, /^is 258 bytes/],
  [{ a: ['"'.repeat(128)] }, /^is 271 bytes/],
  [{ a: [] }, /^accepts no value of a/],
  [{ "": ["x"] }, /attribute without a name/],
  [{ a: ["x\ny"] }, /"x\\ny", which has characters that cannot be printed/],
  [{ "a\u0000": ["x"] }, /cannot be printed/],
  [{ a: ["\ud800"] }, /cannot be printed/],
  [{ a: [{ prefix: "x\n" }] }, /cannot be printed/],
  [{ a: [{ anythingBut: ["x", "\u0000"] }] }, /cannot be printed/],
  [{ a: [{ prefix: "x".repeat(256 - 'hasPrefix(attributes.a, "")'.length) }] }, undefined],
  [{ a: [{ prefix: "x".repeat(257 - 'hasPrefix(attributes.a, "")'.length) }] }, /^is 257 bytes/],
  [{ a: [{ suffix: "x" }] }, undefined],
] as const) {
  test(`${JSON.stringify(filter).slice(0, 40)} ${problem === undefined ? "fits" : `is refused: ${problem}`}`, () => {
    const found = filterProblem(filter);
    if (problem === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", problem);
  });
}

type Message = Readonly<Record<string, string>>;

/** What the file's condition means, in the words of the topology. */
function holds(condition: Condition, value: string | undefined): boolean {
  if (typeof condition === "string") return value === condition;
  if ("prefix" in condition) return value?.startsWith(condition.prefix) ?? false;
  if ("anythingBut" in condition) return value !== undefined && !condition.anythingBut.includes(value);
  if ("exists" in condition) return condition.exists === (value !== undefined);
  throw new Error(`Pub/Sub has no ${JSON.stringify(condition)}`);
}

const text = fc.oneof(
  fc.constantFrom("a", "ab", "b", "", "AND", "NOT", "1", "th-bkk"),
  fc.string({ unit: "grapheme", maxLength: 3 }),
  fc.stringMatching(/^["\\ )(=.OR]{1,8}$/),
);
const key = text.filter((one) => one !== "");
const condition: fc.Arbitrary<Condition> = fc.oneof(
  text,
  key.map((prefix) => ({ prefix })),
  fc.uniqueArray(text, { minLength: 1, maxLength: 2 }).map((anythingBut) => ({ anythingBut })),
  fc.boolean().map((exists) => ({ exists })),
);
const filters: fc.Arbitrary<Filter> = fc.dictionary(key, fc.array(condition, { minLength: 1, maxLength: 3 }), {
  minKeys: 1,
  maxKeys: 3,
});

test("property: read by the grammar, the text passes the messages that the filter means, whatever is in it", () => {
  let [passed, held] = [0, 0];
  const property = fc.property(
    filters.chain((filter) => {
      const near = Object.values(filter)
        .flat()
        .flatMap((one) => (typeof one === "string" ? one : Object.values(one).flat()));
      const value = fc.oneof(text, fc.constantFrom(...near.map(String)));
      const keys = fc.constantFrom(...Object.keys(filter));
      return fc.tuple(fc.constant(filter), fc.dictionary(fc.oneof({ weight: 4, arbitrary: keys }, key), value));
    }),
    ([filter, message]) => {
      const of = (name: string) => (Object.hasOwn(message, name) ? message[name] : undefined);
      const meant = Object.entries(filter).every(([name, either]) => either.some((one) => holds(one, of(name))));
      assert.equal(passesPubsubFilter(pubsubFilter(filter), message as Message), meant, pubsubFilter(filter));
      if (meant) passed++;
      else held++;
    },
  );
  fc.assert(property, { numRuns: 1000 });
  assert.ok(passed > 50 && held > 50, `${passed} passed, ${held} held back`);
});

test("AND and OR are never mixed without parentheses", () => {
  assert.throws(() => passesPubsubFilter("attributes:a AND attributes:b OR attributes:c", {}), /mixes/);
});
