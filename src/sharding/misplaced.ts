import type { DeployedShard } from "./deployed-shard.ts";
import type { Division } from "./partition.ts";

/** Resources that stand in one stack and belong into another: the division has changed, or an event's owner. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Sorted. */
  readonly ids: readonly string[];
}

/** @returns sorted by stacks; to be moved in the engine's state, since making them anew would lose what they hold */
export function misplaced(division: Division, deployed: readonly DeployedShard[]): readonly Move[] {
  const strangers = deployed.flatMap(({ stack: from, resources }) => {
    const own = new Set(division.get(from)?.map(({ id }) => id));
    return [...resources.keys()].filter((id) => !own.has(id)).map((id) => ({ id, from }));
  });
  const homes = homesOf(new Set(strangers.map(({ id }) => id)), division);
  const moves = new Map<string, { from: string; to: string; ids: string[] }>();
  for (const { id, from } of strangers) {
    const to = homes.get(id);
    if (to === undefined) continue;
    const key = `${from} ${to}`;
    const known = moves.get(key);
    if (known === undefined) moves.set(key, { from, to, ids: [id] });
    else known.ids.push(id);
  }
  return [...moves.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, move]) => ({ ...move, ids: move.ids.sort() }));
}

/** Which stack each of the ids is planned for. Most often there is none to look for, and many to look through. */
export function homesOf(ids: ReadonlySet<string>, division: Division): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  if (ids.size > 0)
    for (const [stack, resources] of division) for (const { id } of resources) if (ids.has(id)) homes.set(id, stack);
  return homes;
}
