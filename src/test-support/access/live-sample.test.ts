import assert from "node:assert/strict";
import { test } from "node:test";
import type { LiveQuestion } from "./live-question.ts";
import { nearness, sampled } from "./live-sample.ts";

function question(kind: string, principal: string, resource: string, allowed = false): LiveQuestion {
  const ask = async () => allowed;
  return { kind, triple: [principal, kind, resource], allowed, turn: 0, destroys: false, ask };
}

const read = question("read", "crm", "queue", true);
const OTHERS = ["a", "b", "c", "d", "e", "f"].map((name) => question("read", name, "elsewhere"));
const NEAR = ["g", "h", "i", "j"].map((name) => question("read", name, "queue"));

test("a denial is near when an allowed question differs in one part alone", () => {
  const near = nearness([read]);
  assert.ok(near(question("read", "marketing", "queue")));
  assert.ok(near(question("read", "crm", "another")));
  assert.ok(near(question("delete", "crm", "queue")));
  assert.ok(!near(question("read", "marketing", "another")));
  assert.ok(!near(question("delete", "marketing", "queue")));
});

test("what is near comes first, and what is allowed is not missed", () => {
  const sample = sampled([...OTHERS, ...NEAR, read], 5, 1);
  assert.equal(sample.filter(({ allowed }) => allowed).length, 1);
  assert.equal(sample.filter((each) => NEAR.includes(each)).length, 3);
});

test("a rare kind is in the sample as a common one is", () => {
  const sample = sampled([...OTHERS, question("purge", "a", "queue")], 2, 1);
  assert.deepEqual(sample.map(({ kind }) => kind).sort(), ["purge", "read"]);
});

test("the same seed gives the same sample, and a large size all there is", () => {
  const all = [...OTHERS, ...NEAR, read];
  assert.deepEqual(sampled(all, 4, 7), sampled(all, 4, 7));
  assert.deepEqual(new Set(sampled(all, 100, 7)), new Set(all));
});
