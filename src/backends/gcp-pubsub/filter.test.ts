import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Filter } from "../../desired-state/desired-state.ts";
import { filterProblem, pubsubFilter } from "./filter.ts";

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
] as const) {
  test(`${JSON.stringify(filter).slice(0, 40)} ${problem === undefined ? "fits" : `is refused: ${problem}`}`, () => {
    const found = filterProblem(filter);
    if (problem === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", problem);
  });
}

/** Reads the language back, knowing nothing of how it is written but its grammar. */
function readBack(text: string): Record<string, string[]> {
  const string = String.raw`"(?:\\.|[^"\\])*"`;
  const condition = String.raw`attributes\.(?:\w+|${string})=${string}`;
  const group = String.raw`(?:${condition}|\(${condition}(?: OR ${condition})+\))`;
  assert.match(text, new RegExp(`^${group}(?: AND ${group})*$`, "su"));
  const found: Record<string, string[]> = Object.create(null);
  for (const [, key = "", value = ""] of text.matchAll(
    new RegExp(String.raw`attributes\.(\w+|${string})=(${string})`, "gsu"),
  )) {
    const name = key.startsWith('"') ? unquoted(key) : key;
    found[name] = [...(found[name] ?? []), unquoted(value)];
  }
  return found;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/gsu, "$1");
}

test("property: no attribute and no value can break out of the filter", () => {
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^["\\ )(=.OR]{1,8}$/));
  const filters: fc.Arbitrary<Filter> = fc.dictionary(
    text.filter((key) => key !== ""),
    fc.uniqueArray(text, { minLength: 1, maxLength: 4 }),
    { minKeys: 1, maxKeys: 4 },
  );
  fc.assert(
    fc.property(filters, (filter) => {
      const expected = Object.entries(filter).map(([key, values]) => [key, [...values].sort()]);
      const found = Object.entries(readBack(pubsubFilter(filter))).map(([key, values]) => [key, [...values].sort()]);
      assert.deepEqual(new Map(found as [string, string[]][]), new Map(expected as [string, string[]][]));
    }),
  );
});
