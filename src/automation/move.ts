import type { DeployedShard } from "../sharding/deployed-shard.ts";
import { type Move, misplaced } from "../sharding/misplaced.ts";
import type { ExportedState } from "../sharding/read-state.ts";
import type { ShardedPlan } from "../sharding/sharded-plan.ts";
import { TEAM_TYPE } from "../sharding/urn.ts";
import type { StackEngine } from "./stack-engine.ts";

/** What has to be moved so that every resource stands in the stack it is planned for. */
export function movesOf(plan: ShardedPlan, deployed: readonly DeployedShard[]): readonly Move[] {
  return misplaced(plan.division, deployed);
}

/**
 * Moves resources between the states of stacks. What was moved already stays so, wherever it stops: calling it again does
 * the rest. The engine writes the new place first, then the old one.
 */
export async function moveAll(
  engine: StackEngine,
  moves: readonly Move[],
  existing: readonly string[],
  onMove: (move: Move) => void,
): Promise<void> {
  const known = new Set(existing);
  for (const move of moves) {
    onMove(move);
    if (!known.has(move.to)) await engine.create(move.to);
    known.add(move.to);
    const { whole, single } = grouped(await engine.state(move.from), move.ids);
    if (whole.length > 0) await engine.move(move.from, move.to, whole, true);
    if (single.length > 0) await engine.move(move.from, move.to, single, false);
  }
}

/**
 * With a component goes all that is in it: where that is just what is to go, the components go along, and nothing differs
 * afterwards. Otherwise the resources go alone, and the program knows them by an alias.
 */
function grouped(
  { deployment }: ExportedState,
  ids: readonly string[],
): { readonly whole: readonly string[]; readonly single: readonly string[] } {
  const all = (deployment?.resources ?? []).filter(
    ({ custom, type }) => custom === true && !type.startsWith("pulumi:"),
  );
  const isGoing = new Set(ids);
  const goes = all.filter(({ urn }) => isGoing.has(urn.split("::").slice(3).join("::")));
  const staying = new Set(all.filter((one) => !goes.includes(one)).map(({ parent }) => parent));
  const isWhole = (parent: string | undefined) => parent?.includes(`::${TEAM_TYPE}::`) === true && !staying.has(parent);
  const urns = (some: typeof goes) => some.map(({ urn }) => urn).sort();
  return {
    whole: urns(goes.filter(({ parent }) => isWhole(parent))),
    single: urns(goes.filter(({ parent }) => !isWhole(parent))),
  };
}
