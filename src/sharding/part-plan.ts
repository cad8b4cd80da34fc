import type { Backend, BackendInput } from "../backends/backend.ts";
import type { Parts } from "../desired-state/parts.ts";
import { SHARED, shardStack } from "./shard-name.ts";
import { type PlannedShard, type ShardedPlan, shardedPlan } from "./sharded-plan.ts";

/**
 * Whether the stacks of some teams can be planned without the others. What is adopted or exists already, and what the user's
 * transforms do, is looked at in the whole plan.
 */
export function isDivisible({ stack, transforms }: BackendInput): boolean {
  return (
    stack.sharding === "team" && stack.adopted === undefined && stack.existing === undefined && transforms === undefined
  );
}

/**
 * What the stacks of these teams need to be planned as they are in the whole plan: what the teams own, and their neighbours.
 * Nothing of a team's depends on who is further away.
 */
export function inputOfTeams(input: BackendInput, parts: Parts, teams: ReadonlySet<string>): BackendInput {
  return { ...input, desired: parts.part(parts.neighbours(teams)) };
}

/** A topology on a stack file, with what makes parts of its desired state. */
export interface Divisible {
  readonly input: BackendInput;
  readonly parts: Parts;
}

/**
 * The plan before a change, made for the teams alone whose stacks can be others then: those that say something else, and their
 * neighbours. Every other stack is that of the plan now. The stack file is the same in both.
 * @param changed names of the teams that declare something else
 * @returns undefined when it takes the whole plan to tell: of what belongs to no team something may differ
 */
export function planBefore(
  plan: ShardedPlan,
  backend: Backend,
  before: Divisible,
  now: Divisible,
  changed: ReadonlySet<string>,
): ShardedPlan | undefined {
  const near = new Set([...before.parts.neighbours(changed), ...now.parts.neighbours(changed)]);
  const planNear = ({ input, parts }: Divisible) => shardedPlan(plan.base, backend, inputOfTeams(input, parts, near));
  const [was, is] = [planNear(before), planNear(now)];
  const shared = shardStack(plan.base, SHARED);
  if (was.shards.get(shared)?.digest !== is.shards.get(shared)?.digest) return undefined;
  const stacks = new Set([before, now].flatMap(({ input }) => stacksOf(plan.base, input, near)));
  const shards = new Map<string, PlannedShard>([
    ...[...plan.shards].filter(([stack]) => !stacks.has(stack)),
    ...[...was.shards].filter(([stack]) => stacks.has(stack)),
  ]);
  return { ...plan, shards };
}

function stacksOf(base: string, { desired }: BackendInput, teams: ReadonlySet<string>): readonly string[] {
  return desired.teams.filter(({ name }) => teams.has(name)).map(({ key }) => shardStack(base, key));
}
