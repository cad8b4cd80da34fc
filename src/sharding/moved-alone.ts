import { idOfUrn } from "./read-state.ts";
import type { Shard } from "./shard.ts";
import { TEAM_TYPE } from "./urn.ts";

/**
 * What was moved into a stack without its team's component (`topology shards move`): id → its URN there. By that alias the
 * engine knows that the resource below the component is the same.
 * @param urns of everything that stands in the stack
 */
export function movedAlone({ resources }: Shard, urns: readonly string[]): ReadonlyMap<string, string> {
  const teams = new Map(resources.map(({ id, type, team }) => [`${type} ${id}`, team]));
  return new Map(
    urns.flatMap((urn) => {
      const [, , types = ""] = urn.split("::");
      const id = idOfUrn(urn);
      return types.startsWith(`${TEAM_TYPE}$`) || !teams.get(`${types} ${id}`) ? [] : [[id, urn] as const];
    }),
  );
}
