import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check.ts";
import type { Properties } from "./input-property.ts";
import { UNKNOWN } from "./input-property.ts";
import { sampleType } from "./test-support/sample-type.ts";

const checked = (news: Properties, inherited: Record<string, string> = { place: "here" }) =>
  check(sampleType(), news, inherited);
const reasons = (news: Properties) => checked(news).failures.map(({ property, reason }) => `${property}: ${reason}`);

test("defaults and what the provider is set to are filled in", () => {
  assert.deepEqual(checked({ name: "a" }), { inputs: { name: "a", place: "here", size: 3 }, failures: [] });
  assert.deepEqual(checked({ name: "a", place: "there", size: 0 }).inputs, { name: "a", place: "there", size: 0 });
  assert.deepEqual(checked({ name: "a", lid: { of: "wood" } }).inputs["lid"], { of: "wood", weight: 5 });
});

test("an unknown property is an error at any depth and names the known ones", () => {
  assert.match(
    reasons({ name: "a", colour: "red" }).join(),
    /^colour: the local provider does not support "colour"; it knows name, place,/,
  );
  assert.match(reasons({ name: "a", lid: { of: "wood", hinge: 1 } }).join(), /^lid\.hinge: .* it knows of, weight$/);
});

test("what is required and missing is named, also inside", () => {
  assert.deepEqual(
    check(sampleType(), {}, {}).failures.map(({ property }) => property),
    ["name", "place"],
  );
  assert.match(reasons({ name: "a", lid: {} }).join(), /^$/);
  assert.match(reasons({ name: "a", lid: { weight: 1 } }).join(), /^lid\.of: "lid\.of" is required/);
});

test("a list of objects is checked and completed item by item", () => {
  assert.deepEqual(checked({ name: "a", shelves: [{ depth: 1 }] }).inputs["shelves"], [{ depth: 1, of: "wood" }]);
  assert.deepEqual(reasons({ name: "a", shelves: [{ depth: 1 }, { depth: "2" }, {}] }), [
    'shelves[1].depth: "shelves[1].depth" must be a number',
    'shelves[2].depth: "shelves[2].depth" is required by the local provider',
  ]);
});

test("values of the wrong kind are errors", () => {
  const wrong: Properties = {
    name: 1,
    size: "3",
    open: "true",
    document: "{",
    age: "30",
    regions: ["a", 1],
    labels: { a: 1 },
    shelves: { depth: 1 },
    lid: "wood",
  };
  const failures = checked(wrong).failures.map(({ property }) => property);
  assert.deepEqual(failures, Object.keys(wrong));
});

test("empty values mean none at the top, but can mean something inside", () => {
  const empty = { name: "a", scope: "", labels: {}, regions: [], document: null };
  assert.deepEqual(checked(empty), { inputs: { name: "a", place: "here", size: 3 }, failures: [] });
  assert.deepEqual(checked({ name: "a", lid: { of: "" } }).inputs["lid"], { of: "", weight: 5 });
});

test("inputs that exclude each other are refused, unless one only says no", () => {
  assert.deepEqual(reasons({ name: "a", open: true, shut: true }), ["shut: shut cannot be set together with open"]);
  assert.deepEqual(reasons({ name: "a", open: true, shut: false }), []);
});

test("values that are not known yet pass", () => {
  const unknown = { name: UNKNOWN, size: UNKNOWN, document: UNKNOWN, labels: { a: UNKNOWN }, lid: { of: UNKNOWN } };
  assert.deepEqual(reasons(unknown), []);
});

test("a value outside the list of the only ones is an error", () => {
  const type = { ...sampleType(), inputs: { state: { kind: "string", oneOf: ["on", "off"] } } } as const;
  assert.deepEqual(check(type, { state: "on" }, {}).failures, []);
  assert.deepEqual(check(type, { state: UNKNOWN }, {}).failures, []);
  const [failure] = check(type, { state: "ajar" }, {}).failures;
  assert.deepEqual(failure, { property: "state", reason: '"state" must be on or off' });
});
