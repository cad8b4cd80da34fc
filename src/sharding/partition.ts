import type { CloudResource } from "../backends/cloud-resource.ts";
import type { Team } from "../desired-state/desired-state.ts";
import type { Shard, Sharding } from "./shard.ts";
import { SHARED, shardStack } from "./shard-name.ts";

/**
 * Divides what is planned into stacks: every resource is in exactly one. Shards without a resource do not exist.
 * @param base name of the stack file
 * @param resources the whole plan, ids distinct
 * @returns sorted by stack
 */
export function partition(
  base: string,
  sharding: Sharding,
  teams: readonly Pick<Team, "name" | "key">[],
  resources: readonly CloudResource[],
): readonly Shard[] {
  if (sharding === "none") return resources.length === 0 ? [] : [{ stack: base, resources, elsewhere: {} }];
  const keys = new Map(teams.map(({ name, key }) => [name, key]));
  const byStack = new Map<string, CloudResource[]>();
  const stackOf = new Map<string, string>();
  for (const resource of resources) {
    const stack = shardStack(base, resource.team === "" ? SHARED : (keys.get(resource.team) ?? resource.team));
    stackOf.set(resource.id, stack);
    const own = byStack.get(stack);
    if (own === undefined) byStack.set(stack, [resource]);
    else own.push(resource);
  }
  return [...byStack]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stack, own]) => {
      const isHere = (id: string) => stackOf.get(id) === stack;
      const elsewhere = own.flatMap(({ id, dependsOn }) => {
        const others = dependsOn.filter((one) => !isHere(one));
        return others.length === 0 ? [] : [[id, others] as const];
      });
      return { stack, resources: own.map((one) => within(one, isHere)), elsewhere: Object.fromEntries(elsewhere) };
    });
}

/** A resource that is deleted along with one of another stack has to be deleted by its own. */
function within({ dependsOn, deletedWith, ...rest }: CloudResource, isHere: (id: string) => boolean): CloudResource {
  return {
    ...rest,
    dependsOn: dependsOn.filter(isHere),
    ...(deletedWith !== undefined && isHere(deletedWith) && { deletedWith }),
  };
}
