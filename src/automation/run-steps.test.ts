import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Step } from "../sharding/steps.ts";
import { runSteps } from "./run-steps.ts";

const step = (id: string, ...needs: readonly string[]): Step => ({
  id,
  stack: id,
  targets: undefined,
  needs: needs.map((need) => ({ step: need, changes: [`topic of ${need}`] })),
});

async function play(
  steps: readonly Step[],
  options: {
    readonly fails?: readonly string[];
    readonly there?: readonly string[];
    readonly chosen?: readonly string[];
  } = {},
) {
  const { fails = [], there = [], chosen } = options;
  const log: string[] = [];
  let [running, most] = [0, 0];
  const results = await runSteps<string>(steps, {
    parallel: 2,
    isChosen: ({ id }) => chosen === undefined || chosen.includes(id),
    run: async ({ id }) => {
      most = Math.max(most, ++running);
      await sleep(5);
      running -= 1;
      log.push(id);
      return fails.includes(id) ? "broken" : undefined;
    },
    missing: async (_step, changes) => changes.filter((change) => !there.includes(change)),
  });
  return { log, most, kinds: Object.fromEntries([...results].map(([id, { kind }]) => [id, kind])), results };
}

test("each is run once, after those it needs, and no more at once than allowed", async () => {
  const { log, most } = await play([step("a"), step("b"), step("c", "a"), step("d"), step("e", "b", "c")]);
  assert.deepEqual([...log].sort(), ["a", "b", "c", "d", "e"]);
  assert.ok(log.indexOf("a") < log.indexOf("c") && log.indexOf("c") < log.indexOf("e"));
  assert.equal(most, 2);
});

test("who fails stops those that need it, and theirs, and nobody else", async () => {
  const steps = [step("a"), step("b"), step("c", "a"), step("d", "c"), step("e", "b")];
  const { kinds, results } = await play(steps, { fails: ["a"] });
  assert.deepEqual(kinds, { a: "failed", b: "done", c: "blocked", d: "blocked", e: "done" });
  assert.deepEqual(results.get("c"), { kind: "blocked", step: "a", on: ["topic of a"] });
});

test("who failed, but made what another needs, does not stop it", async () => {
  const { kinds } = await play([step("a"), step("b", "a")], { fails: ["a"], there: ["topic of a"] });
  assert.deepEqual(kinds, { a: "failed", b: "done" });
});

test("those that are not chosen are not run, and what is needed of them has to be there", async () => {
  const steps = [step("a"), step("b"), step("c", "a"), step("d", "b")];
  const { log, kinds } = await play(steps, { chosen: ["c", "d"], there: ["topic of b"] });
  assert.deepEqual(log, ["d"]);
  assert.deepEqual(kinds, { c: "blocked", d: "done" });
});
