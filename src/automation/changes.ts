import type { EngineReport } from "../local/session/engine-event.ts";

/** Number of cloud resources by the engine's word for what it did with them. */
export type Changes = Readonly<Record<string, number>>;

/**
 * What a run did.
 * @param isLimited to some resources: of the others the engine says `same`, also of those that are not there yet
 */
export function changesOf({ operations }: Pick<EngineReport, "operations">, isLimited: boolean): Changes {
  const counts: Record<string, number> = {};
  for (const { op, custom, type } of operations) {
    if (!custom || type.startsWith("pulumi:") || op === "refresh" || (isLimited && op === "same")) continue;
    counts[op] = (counts[op] ?? 0) + 1;
  }
  return counts;
}

/** Adds what a later run of the same stack did: what an earlier one made is not counted again as unchanged. */
export function addChanges(total: Record<string, number>, more: Changes): void {
  const made = (total["create"] ?? 0) + (total["update"] ?? 0);
  for (const [op, count] of Object.entries(more)) {
    const fresh = op === "same" ? Math.max(0, count - made) : count;
    if (fresh > 0) total[op] = (total[op] ?? 0) + fresh;
  }
}
