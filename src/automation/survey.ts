import { type ShardWork, workOf } from "../sharding/change.ts";
import { type DeployedShard, nothingDeployed } from "../sharding/deployed-shard.ts";
import { readState } from "../sharding/read-state.ts";
import type { ShardedPlan } from "../sharding/sharded-plan.ts";
import { type Failure, failureOf } from "./failure.ts";
import { slotsOf } from "./run-steps.ts";
import type { StackEngine } from "./stack-engine.ts";

/** What stands, as far as the engine tells. */
export interface Survey {
  readonly deployed: readonly DeployedShard[];
  /** Why the state of a stack could not be read. */
  readonly unreadable: ReadonlyMap<string, Failure>;
}

/** @param existing names of the engine's stacks: of the others nothing stands */
export async function survey(
  engine: StackEngine,
  base: string,
  stacks: readonly string[],
  existing: readonly string[],
  parallel: number,
): Promise<Survey> {
  const slots = slotsOf(parallel);
  const unreadable = new Map<string, Failure>();
  const read = stacks.map(async (stack): Promise<readonly DeployedShard[]> => {
    if (!existing.includes(stack)) return [nothingDeployed(stack)];
    try {
      return [readState(stack, await slots(() => engine.state(stack)))];
    } catch (error) {
      unreadable.set(stack, failureOf(error, stack, base));
      return [];
    }
  });
  return { deployed: (await Promise.all(read)).flat(), unreadable };
}

/** What is to be done where: by the plan, or to leave nothing. */
export function worksOf(
  plan: ShardedPlan,
  deployed: readonly DeployedShard[],
  leaveNothing: boolean,
): readonly ShardWork[] {
  return deployed.map((one) => {
    const planned = leaveNothing ? undefined : plan.shards.get(one.stack);
    return workOf(planned?.shard, one, planned?.digest);
  });
}
