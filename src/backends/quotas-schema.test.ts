import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { quotasSchema } from "./quotas-schema.ts";
import { backends } from "./registry.ts";

const KEY = /^[a-z]+\.[a-z]+(-[a-z]+)*$/;

for (const { name, quotas } of backends) {
  test(`${name}: every limit has a name of its own, a source and a way out`, () => {
    const keys = quotas.map(({ key }) => key);
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) !== index),
      [],
    );
    for (const { key, what, unit, limit = 1, source, remedy } of quotas) {
      assert.match(key, KEY);
      assert.ok(Number.isInteger(limit) && limit > 0, key);
      assert.ok(what.includes(unit) || unit === "seconds" || unit === "roles", `${key}: ${what} are not ${unit}`);
      assert.ok(source.length > 10 && remedy.length > 5, key);
      assert.doesNotMatch(remedy, /^[A-Z]|\.$/, "it is the end of a sentence");
    }
  });

  test(`${name}: the stack file may raise what is adjustable, and nothing else`, () => {
    const validate = new Ajv2020().compile(quotasSchema(quotas));
    for (const { key, adjustable, limit } of quotas)
      assert.equal(validate({ [key]: 20_000 }), adjustable && limit !== undefined, key);
    const [first] = quotas.filter(({ adjustable }) => adjustable);
    if (first === undefined) return;
    for (const wrong of [0, -1, 1.5, "1000", null]) assert.equal(validate({ [first.key]: wrong }), false);
  });
}

test("the limits that nobody has verified say so", () => {
  const unverified = backends.flatMap(({ quotas }) => quotas.filter(({ source }) => source.includes("unverified")));
  assert.deepEqual([...new Set(unverified.map(({ key }) => key))].sort(), [
    "iam.trust-policy-characters",
    "pubsub.label-characters",
    "pubsub.labels-per-resource",
    "sns.subscriptions-per-fifo-topic",
  ]);
});
