/** A plan of some teams holds of theirs what the whole plan holds: on each backend, in one account and in many. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { backends } from "../backends/registry.ts";
import { differingTeams } from "../review/differing-teams.ts";
import { compiled } from "../test-support/compiled.ts";
import { fc } from "../test-support/fast-check.ts";
import { aged, randomTopology, type TopologyValue } from "../test-support/random-topology.ts";
import { ACCOUNTS, onStack } from "../test-support/stack.ts";
import { inputOfTeams, isDivisible, planBefore } from "./part-plan.ts";
import { shardStack } from "./shard-name.ts";
import { changedStacks, shardedPlan } from "./sharded-plan.ts";

const RUNS = { numRuns: 40 };
/** What a place has with keys of its own, whose policies name who is at the other end. */
const WITH_KEYS: Readonly<Record<string, object>> = {
  gcp: {
    project: "ar-events",
    projectNumber: "123456789012",
    kmsKey: "projects/ar-keys/locations/europe/keyRings/events/cryptoKeys/events",
  },
  aws: { account: "111122223333", region: "eu-west-1", kmsKey: "create" },
};

/** One edit of one team, of a kind and at a place chosen by two numbers. */
function edited(value: TopologyValue, kind: number, at: number): TopologyValue {
  const names = Object.keys(value.teams);
  const name = names[at % names.length] ?? "";
  const team = value.teams[name] ?? {};
  const events = Object.values(value.teams).flatMap(({ events: own = {} }) => Object.keys(own));
  const { [name]: _, ...others } = value.teams;
  const subscriptions = team.subscriptions ?? [];
  const edits: readonly (() => TopologyValue["teams"])[] = [
    () => ({ ...value.teams, "zz-new": { contact: "z@ar.example", subscriptions: events.slice(at % 2, 3) } }),
    () => ({ ...value.teams, [name]: { ...team, subscriptions: subscriptions.slice(1) } }),
    () => ({ ...value.teams, [name]: { ...team, events: { ...team.events, ZZ_NEW: { description: "New" } } } }),
    () => ({ ...value.teams, [name]: { ...team, contact: "somebody@ar.example" } }),
    () => ({ ...others, "zz-renamed": { ...team, formerly: team.formerly ?? name } }),
    () => ({
      ...value.teams,
      [name]: { ...team, subscriptions: [...subscriptions, { queue: "zz", events: events.slice(0, 2) }] },
    }),
  ];
  return { ...value, teams: edits[kind % edits.length]?.() ?? value.teams };
}

for (const backend of backends)
  for (const [accounts, keys] of ACCOUNTS.flatMap((one) => [[one, false] as const, [one, true] as const]))
    describe(`${backend.name}, ${accounts} accounts${keys ? " with keys" : ""}`, () => {
      const topology = aged(randomTopology(6));
      const settings = { sharding: "team", ...(keys && { [backend.placeKey]: WITH_KEYS[backend.placeKey] }) };
      const at = async (value: TopologyValue) => {
        const { declared, ...rest } = await compiled(value);
        return { input: onStack(backend, rest, settings, accounts), parts: declared };
      };

      test("the stack of a team, and what its applications are told", () =>
        fc.assert(
          fc.asyncProperty(topology, async (value) => {
            const { input, parts } = await at(value);
            assert.ok(isDivisible(input));
            const whole = shardedPlan("prod", backend, input);
            const manifests = backend.manifests(input);
            for (const { name, key } of input.desired.teams) {
              const part = inputOfTeams(input, parts, new Set([name]));
              const stack = shardStack("prod", key);
              const [alone, among] = [shardedPlan("prod", backend, part), whole].map(({ shards }) => shards.get(stack));
              assert.deepEqual(alone?.shard, among?.shard);
              assert.equal(alone?.digest, among?.digest);
              const told = (all: typeof manifests) => all.filter(({ team }) => team === name);
              assert.deepEqual(told(backend.manifests(part)), told(manifests));
              assert.deepEqual(backend.places(part), backend.places(input));
            }
          }),
          RUNS,
        ));

      test("the stacks that an edit changes", () =>
        fc.assert(
          fc.asyncProperty(topology, fc.nat(), fc.nat(), async (value, kind, place) => {
            const [before, now] = [await at(value), await at(edited(value, kind, place)).catch(() => undefined)];
            fc.pre(now !== undefined);
            const plan = shardedPlan("prod", backend, now.input);
            const teams = differingTeams(before.parts, now.parts);
            assert.ok(teams);
            const partly = planBefore(plan, backend, before, now, teams);
            // Rare: something of no team may differ, and nothing is claimed.
            if (partly === undefined) return;
            const wholly = shardedPlan("prod", backend, before.input);
            assert.deepEqual(changedStacks(partly, plan), changedStacks(wholly, plan));
            for (const stack of changedStacks(wholly, plan))
              assert.deepEqual(partly.shards.get(stack)?.shard, wholly.shards.get(stack)?.shard);
          }),
          RUNS,
        ));
    });
