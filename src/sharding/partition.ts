import type { CloudResource } from "../backends/cloud-resource.ts";
import type { Team } from "../desired-state/desired-state.ts";
import { groupBy } from "../group-by.ts";
import { lazily } from "../once.ts";
import type { Shard, Sharding } from "./shard.ts";
import { SHARED, shardStack } from "./shard-name.ts";

/** Stack → what of a plan belongs into it, as it is planned; sorted by stack. */
export type Division = ReadonlyMap<string, readonly CloudResource[]>;

/**
 * Divides what is planned into stacks: every resource is in exactly one. Stacks without a resource do not exist.
 * @param base name of the stack file
 * @param resources the whole plan, ids distinct
 */
export function divide(
  base: string,
  sharding: Sharding,
  teams: readonly Pick<Team, "name" | "key">[],
  resources: readonly CloudResource[],
): Division {
  if (sharding === "none") return new Map(resources.length === 0 ? [] : [[base, resources]]);
  const keys = new Map(teams.map(({ name, key }) => [name, key]));
  const stackOf = (team: string) => shardStack(base, team === "" ? SHARED : (keys.get(team) ?? team));
  const byTeam = groupBy(resources, ({ team }) => team);
  return new Map([...byTeam].map(([team, own]) => [stackOf(team), own] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One stack of a division. It is made when it is looked at, since most are not. */
export function shardOf(stack: string, planned: readonly CloudResource[]): Shard {
  const ids = lazily(() => new Set(planned.map(({ id }) => id)));
  const isHere = (id: string) => ids().has(id);
  const resources = lazily(() => planned.map((one) => within(one, isHere)));
  const elsewhere = lazily(() => elsewhereOf(planned, isHere));
  return {
    stack,
    get resources() {
      return resources();
    },
    get elsewhere() {
      return elsewhere();
    },
  };
}

function elsewhereOf(planned: readonly CloudResource[], isHere: (id: string) => boolean): Shard["elsewhere"] {
  const found = planned.flatMap(({ id, dependsOn }) => {
    const others = dependsOn.filter((one) => !isHere(one));
    return others.length === 0 ? [] : [[id, others] as const];
  });
  return Object.fromEntries(found);
}

/** A resource that is deleted along with one of another stack has to be deleted by its own. */
function within({ dependsOn, deletedWith, ...rest }: CloudResource, isHere: (id: string) => boolean): CloudResource {
  return {
    ...rest,
    dependsOn: dependsOn.filter(isHere),
    ...(deletedWith !== undefined && isHere(deletedWith) && { deletedWith }),
  };
}
