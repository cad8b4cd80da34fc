import type { Backend, BackendInput } from "../backends/backend.ts";
import { planOf } from "../backends/plan.ts";
import { lazily } from "../once.ts";
import { type Division, divide, shardOf } from "./partition.ts";
import { planDigest } from "./plan-digest.ts";
import type { Shard } from "./shard.ts";

/** A topology on a stack file as the stacks of the engine that it runs as. */
export interface ShardedPlan {
  /** Name of the stack file. */
  readonly base: string;
  readonly shards: ReadonlyMap<string, PlannedShard>;
  /** The same, as it is planned: also with what it depends on in other stacks. */
  readonly division: Division;
  /** Path of the user's transforms, from the project folder. */
  readonly transforms?: string;
  /** Id of the component that holds what belongs to a team; undefined for what belongs to none. */
  readonly teamId: (team: string) => string | undefined;
}

export interface PlannedShard {
  readonly shard: Shard;
  /** Worked out when it is asked for. */
  readonly digest: string;
}

/** The input has passed `checkDeployment`. */
export function shardedPlan(base: string, backend: Backend, input: BackendInput): ShardedPlan {
  const { desired, stack } = input;
  const places = backend.places(input);
  const division = divide(base, stack.sharding ?? "none", desired.teams, planOf(backend, input).resources);
  const ids = new Map(desired.teams.map(({ name, id }) => [name, id]));
  const planned = (shard: Shard): PlannedShard => {
    const digest = lazily(() => planDigest(shard, stack.protect, places));
    return {
      shard,
      get digest() {
        return digest();
      },
    };
  };
  return {
    base,
    shards: new Map([...division].map(([stack, own]) => [stack, planned(shardOf(stack, own))])),
    division,
    ...(stack.transforms !== undefined && { transforms: stack.transforms }),
    teamId: (team) => ids.get(team),
  };
}

/** Stacks whose plan differs, and those that are in one of the two only; sorted. */
export function changedStacks(before: ShardedPlan, after: ShardedPlan): readonly string[] {
  const all = [...new Set([...before.shards.keys(), ...after.shards.keys()])].sort();
  return all.filter((stack) => !isSame(before.shards.get(stack), after.shards.get(stack)));
}

function isSame(before: PlannedShard | undefined, after: PlannedShard | undefined): boolean {
  return before === after || before?.digest === after?.digest;
}

/** The stacks with those that they need something of, and those that need something of them. */
export function neighbourhood({ division }: ShardedPlan, stacks: readonly string[]): ReadonlySet<string> {
  const chosen = stacks.flatMap((stack) => division.get(stack) ?? []);
  const own = new Set(chosen.map(({ id }) => id));
  const needed = new Set(chosen.flatMap(({ dependsOn }) => dependsOn));
  const near = new Set(stacks);
  for (const [stack, resources] of division)
    if (
      !near.has(stack) &&
      resources.some(({ id, dependsOn }) => needed.has(id) || dependsOn.some((on) => own.has(on)))
    )
      near.add(stack);
  return near;
}

/** Stacks of the engine that belong to a stack file. */
export function stacksOfBase(base: string, all: readonly string[]): readonly string[] {
  return all.filter(
    (stack) => stack === base || (stack.startsWith(`${base}.`) && !stack.slice(base.length + 1).includes(".")),
  );
}
