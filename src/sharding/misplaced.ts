import type { DeployedShard } from "./deployed-shard.ts";
import type { Shard } from "./shard.ts";

/** Resources that stand in one stack and belong into another: the division has changed, or an event's owner. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Sorted. */
  readonly ids: readonly string[];
}

/** @returns sorted by stacks; to be moved in the engine's state, since making them anew would lose what they hold */
export function misplaced(shards: readonly Shard[], deployed: readonly DeployedShard[]): readonly Move[] {
  const home = new Map(shards.flatMap(({ stack, resources }) => resources.map(({ id }) => [id, stack] as const)));
  const moves = new Map<string, { from: string; to: string; ids: string[] }>();
  for (const { stack: from, resources } of deployed)
    for (const id of resources.keys()) {
      const to = home.get(id);
      if (to === undefined || to === from) continue;
      const key = `${from} ${to}`;
      const known = moves.get(key);
      if (known === undefined) moves.set(key, { from, to, ids: [id] });
      else known.ids.push(id);
    }
  return [...moves.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, move]) => ({ ...move, ids: move.ids.sort() }));
}
