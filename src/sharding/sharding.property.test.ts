/** What must hold of every division of every topology, on each backend. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { planOf } from "../backends/plan.ts";
import { backends } from "../backends/registry.ts";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { randomTopology } from "../test-support/random-topology.ts";
import { ACCOUNTS, onStack } from "../test-support/stack.ts";
import { workOf } from "./change.ts";
import { asDeployed, nothingDeployed } from "./deployed-shard.ts";
import { changedStacks, neighbourhood, type ShardedPlan, shardedPlan } from "./sharded-plan.ts";
import { stepsOf } from "./steps.ts";
import { wavesOf } from "./waves.ts";

const RUNS = { numRuns: 25 };
const none = new Map();

function works(before: ShardedPlan["shards"], after: ShardedPlan["shards"]) {
  return [...new Set([...before.keys(), ...after.keys()])].map((stack) => {
    const [was, planned] = [before.get(stack), after.get(stack)];
    const deployed = was === undefined ? nothingDeployed(stack) : asDeployed(was.shard, was.digest);
    return workOf(planned?.shard, deployed, planned?.digest);
  });
}

for (const backend of backends)
  for (const accounts of ACCOUNTS)
    describe(`${backend.name}, ${accounts} accounts`, () => {
      const topology = randomTopology(6);
      const input = async (value: object) => onStack(backend, await compiled(value), { sharding: "team" }, accounts);

      test("every resource is in exactly one stack, that of its team, and keeps each of its dependencies", async () => {
        await fc.assert(
          fc.asyncProperty(topology, async (value) => {
            const on = await input(value);
            const { shards } = shardedPlan("prod", backend, on);
            const whole = new Map(planOf(backend, on).resources.map((one) => [one.id, one]));
            const divided = [...shards.values()].flatMap(({ shard }) => shard.resources);
            assert.deepEqual(divided.map(({ id }) => id).sort(), [...whole.keys()].sort());
            for (const { shard } of shards.values()) {
              assert.equal(new Set(shard.resources.map(({ team }) => team)).size, 1);
              const own = new Set(shard.resources.map(({ id }) => id));
              for (const { id, dependsOn, deletedWith, properties } of shard.resources) {
                assert.ok(dependsOn.every((on) => own.has(on)) && (deletedWith === undefined || own.has(deletedWith)));
                assert.deepEqual(
                  [...dependsOn, ...(shard.elsewhere[id] ?? [])].sort(),
                  [...(whole.get(id)?.dependsOn ?? [])].sort(),
                );
                assert.deepEqual(properties, whole.get(id)?.properties);
              }
            }
          }),
          RUNS,
        );
      });

      test("brought up from nothing, everything is made once, after all it depends on", async () => {
        await fc.assert(
          fc.asyncProperty(topology, async (value) => {
            const on = await input(value);
            const { shards } = shardedPlan("prod", backend, on);
            const waves = wavesOf(stepsOf(works(none, shards)));
            const madeIn = new Map<string, number>();
            waves.forEach((wave, at) => {
              for (const { stack, targets } of wave) {
                const ids = targets ?? shards.get(stack)?.shard.resources.map(({ id }) => id) ?? [];
                for (const id of ids) if (!madeIn.has(id)) madeIn.set(id, at);
              }
            });
            for (const [stack, { shard }] of shards) {
              assert.equal(waves.flat().filter((step) => step.stack === stack && step.targets === undefined).length, 1);
              for (const { id } of shard.resources)
                for (const before of shard.elsewhere[id] ?? [])
                  assert.ok((madeIn.get(before) ?? Infinity) < (madeIn.get(id) ?? -1), `${id} before ${before}`);
            }
          }),
          RUNS,
        );
      });

      test("what is deployed needs no run, and removal of everything comes after those that need it", async () => {
        await fc.assert(
          fc.asyncProperty(topology, async (value) => {
            const { shards } = shardedPlan("prod", backend, await input(value));
            assert.deepEqual(stepsOf(works(shards, shards)), []);
            const waves = wavesOf(stepsOf(works(shards, none)));
            const goneIn = new Map<string, number>();
            waves.forEach((wave, at) => {
              for (const { stack, targets } of wave) {
                const ids = targets ?? shards.get(stack)?.shard.resources.map(({ id }) => id) ?? [];
                for (const id of ids) if (!goneIn.has(id)) goneIn.set(id, at);
              }
            });
            for (const { shard } of shards.values())
              for (const [id, others] of Object.entries(shard.elsewhere))
                for (const on of others)
                  assert.ok((goneIn.get(id) ?? Infinity) < (goneIn.get(on) ?? -1), `${on} before ${id}`);
          }),
          RUNS,
        );
      });

      test("a new team touches its own stack alone, and what lets its account in", async () => {
        await fc.assert(
          fc.asyncProperty(topology, async (value) => {
            const events = Object.values(value.teams).flatMap(({ events: own = {} }) => Object.keys(own));
            const newcomer = { contact: "new@ar.example", subscriptions: events.slice(0, 1) };
            const grown = { ...value, teams: { ...value.teams, "zz-newcomer": newcomer } };
            const [before, after] = [
              shardedPlan("prod", backend, await input(value)),
              shardedPlan("prod", backend, await input(grown)),
            ];
            const others = changedStacks(before, after).filter((stack) => stack !== "prod.zz-newcomer");
            // docs/decisions.md, "Many accounts": an owner's policy names the new account; what the teams of a place share,
            // attach grants and enabled services, is in a stack of its own.
            const near = neighbourhood(after, ["prod.zz-newcomer"]);
            const mayChange = (stack: string) => accounts === "own" && (near.has(stack) || stack === "prod._shared");
            assert.deepEqual(
              others.filter((stack) => !mayChange(stack)),
              [],
            );
          }),
          RUNS,
        );
      });
    });
