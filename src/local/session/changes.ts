import type { EngineReport } from "./engine-event.ts";

/** Number of cloud resources by the engine's operation, components left out. */
export function changes(report: Pick<EngineReport, "operations">): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { op, custom } of report.operations) if (custom) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

const WORDS: Readonly<Record<string, string>> = {
  create: "created",
  update: "updated",
  delete: "deleted",
  same: "unchanged",
};

/** For example `3 created, 20 unchanged`. */
export function changesInWords(report: Pick<EngineReport, "operations">): string {
  const parts = Object.entries(changes(report))
    .filter(([op]) => op !== "refresh")
    .map(([op, count]) => `${count} ${WORDS[op] ?? op}`);
  return parts.length === 0 ? "no resources" : parts.join(", ");
}
