import assert from "node:assert/strict";
import { test } from "node:test";
import { Heap } from "./heap.mjs";
import { simulate } from "./simulate.mjs";
import { TokenBucket } from "./token-bucket.mjs";

const costs = {
  slow: { service: "unlimited", calls: 1, seconds: 30 },
  quick: { service: "limited", calls: 2, seconds: 1 },
};
const rates = { limited: { perSecond: 4, burst: 4 } };
const of = (type: string, id: string, dependsOn: string[] = [], provider = "p") => ({ id, type, provider, dependsOn });

test("what does not depend on each other is made at once, as much as the engine can", () => {
  const plan = Array.from({ length: 10 }, (_, n) => of("slow", `r${n}`));
  assert.equal(simulate(plan, { parallelism: 10, costs, rates }).seconds, 30);
  assert.equal(simulate(plan, { parallelism: 5, costs, rates }).seconds, 60);
  assert.equal(simulate(plan, { parallelism: 4, costs, rates }).seconds, 90);
});

test("a chain takes the sum of its parts, whatever the order of the plan", () => {
  const plan = [of("slow", "c", ["b", "b"]), of("slow", "b", ["a", "not in the plan"]), of("slow", "a")];
  assert.equal(simulate(plan, { parallelism: 8, costs, rates }).seconds, 90);
});

test("calls beyond the burst wait at the rate of the service", () => {
  const plan = Array.from({ length: 10 }, (_, n) => of("quick", `r${n}`));
  const { seconds, throttledSeconds, busiest } = simulate(plan, { parallelism: 100, costs, rates });
  // 20 calls: 4 at once, the other 16 in 4 s; then 1 s.
  assert.equal(seconds, 5);
  assert.equal(busiest, "limited");
  // In pairs: two at once, then one every half second.
  assert.equal(
    throttledSeconds,
    [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4].reduce((a, b) => a + b),
  );
});

test("each account has a bucket of its own", () => {
  const plan = ["p", "q"].flatMap((provider) => [
    of("quick", `${provider}1`, [], provider),
    of("quick", `${provider}2`, [], provider),
  ]);
  const { seconds, busiest } = simulate(plan, { parallelism: 100, costs, rates });
  assert.equal(seconds, 1);
  assert.equal(busiest, "");
});

test("a cycle and an unknown type are refused", () => {
  const world = { parallelism: 1, costs, rates };
  assert.throws(
    () => simulate([of("slow", "a", ["b"]), of("slow", "b", ["a"])], world),
    /2 resources wait for each other/,
  );
  assert.throws(() => simulate([of("odd", "a")], world), /a odd costs/);
});

test("a bucket fills up again, and not beyond its burst", () => {
  const bucket = new TokenBucket({ perSecond: 2, burst: 4 });
  assert.equal(bucket.take(4, 0), 0);
  assert.equal(bucket.take(2, 0), 1);
  assert.equal(bucket.take(2, 100), 100);
  assert.equal(bucket.take(2, 100), 100);
  assert.equal(bucket.take(1, 100), 100.5);
});

test("a heap gives back what it was given, the least first", () => {
  const heap = new Heap<number>((a, b) => a - b);
  const numbers = Array.from({ length: 200 }, (_, n) => (n * 7919) % 211);
  for (const number of numbers) heap.push(number);
  const popped = numbers.map(() => heap.pop());
  assert.deepEqual(
    popped,
    [...numbers].sort((a, b) => a - b),
  );
  assert.equal(heap.pop(), undefined);
  assert.equal(heap.size, 0);
});
