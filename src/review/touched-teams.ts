import type { StackSettings } from "../backends/stack-settings.ts";
import type { Change, ChangeKind } from "./change.ts";
import { isPlacedElsewhere } from "./place-changes.ts";

/** Changes of what every resource may hold, or of what a team is called. */
const OF_EVERYTHING: ReadonlySet<ChangeKind> = new Set(["organization-changed", "team-renamed", "protection-changed"]);

/**
 * The teams under which a cloud resource can differ: of those elements that change, of who is at the other end of them,
 * and whose principals change. Undefined when something changes that every resource may hold.
 */
export function touchedTeams(
  changes: readonly Change[],
  base: StackSettings,
  head: StackSettings,
  teams: readonly string[],
): ReadonlySet<string> | undefined {
  if (changes.some((change) => OF_EVERYTHING.has(change.kind))) return undefined;
  if (!isSame(ofEverything(base), ofEverything(head))) return undefined;
  // Others hold the ARNs and paths of what stands there.
  if (teams.some((team) => isPlacedElsewhere(base, team, head, team))) return undefined;
  const principals = [...new Set([...Object.keys(base.principals), ...Object.keys(head.principals)])];
  return new Set([
    ...changes.flatMap(({ team, teams: others }) => [team, ...others]),
    ...principals.filter((team) => !isSame(base.principals[team], head.principals[team])),
  ]);
}

/** What a stack says that can show in any resource: all but who acts for which team, and what never shows. */
function ofEverything(stack: StackSettings): readonly unknown[] {
  const elsewhere = ["stack", "topology", "principals", "quotas"];
  return Object.entries(stack).filter(([key, value]) => !elsewhere.includes(key) && typeof value !== "function");
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
