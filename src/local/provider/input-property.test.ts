import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../../backends/cloud-resource.ts";
import type { InputProperty } from "./input-property.ts";
import { isSame } from "./input-property.ts";

const kinds: readonly [InputProperty, same: readonly [Json, Json], other: readonly [Json, Json]][] = [
  [{ kind: "string" }, ["a", "a"], ["1", 1]],
  [{ kind: "json" }, ['{"b": 1, "a": [1, 2]}', '{"a":[1,2],"b":1}'], ['{"a":[1,2]}', '{"a":[2,1]}']],
  [{ kind: "json" }, ["no json", "no json"], ["no json", "other"]],
  [{ kind: "duration" }, ["604800s", "604800.000s"], ["0s", ""]],
  [
    { kind: "set" },
    [
      ["a", "b"],
      ["b", "a"],
    ],
    [["a"], ["a", "b"]],
  ],
  [
    { kind: "map" },
    [
      { a: "1", b: "2" },
      { b: "2", a: "1" },
    ],
    [{ a: "1" }, { a: "2" }],
  ],
  [
    { kind: "object", fields: { ttl: { kind: "duration" }, n: { kind: "number" } } },
    [
      { ttl: "60s", n: 1 },
      { n: 1, ttl: "60.0s" },
    ],
    [{ ttl: "" }, {}],
  ],
  [
    { kind: "objects", fields: { ttl: { kind: "duration" } } },
    [
      [{ ttl: "60s" }, { ttl: "" }],
      [{ ttl: "60.0s" }, { ttl: "" }],
    ],
    [
      [{ ttl: "60s" }, { ttl: "" }],
      [{ ttl: "" }, { ttl: "60s" }],
    ],
  ],
];

for (const [property, same, other] of kinds)
  test(`${property.kind}: ${JSON.stringify(same[0])} is ${JSON.stringify(same[1])}, ${JSON.stringify(other)} are two`, () => {
    assert.ok(isSame(property, ...same));
    assert.ok(!isSame(property, ...other));
    assert.ok(!isSame(property, same[0], undefined));
  });

test("an empty map, set or list is none", () => {
  assert.ok(isSame({ kind: "map" }, {}, undefined));
  assert.ok(isSame({ kind: "set" }, [], undefined));
  assert.ok(isSame({ kind: "objects" }, [], undefined));
  assert.ok(!isSame({ kind: "object" }, {}, undefined));
});
