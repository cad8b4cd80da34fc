import type { StackSettings } from "../backends/stack-settings.ts";
import type { DesiredState } from "../desired-state/desired-state.ts";
import type { Change } from "./change.ts";

/**
 * The teams under which a cloud resource can differ: of those elements that change, of who is at the other end of them,
 * and whose principals change. Undefined when something changes that every resource may hold.
 */
export function touchedTeams(
  changes: readonly Change[],
  base: StackSettings,
  head: StackSettings,
): ReadonlySet<string> | undefined {
  if (changes.some((change) => change.kind === "organization-changed")) return undefined;
  if (!isSame([base.labels, base.protect], [head.labels, head.protect])) return undefined;
  const principals = [...new Set([...Object.keys(base.principals), ...Object.keys(head.principals)])];
  return new Set([
    ...changes.flatMap(({ team, teams }) => [team, ...teams]),
    ...principals.filter((team) => !isSame(base.principals[team], head.principals[team])),
  ]);
}

/** Only what belongs to these teams. A feed may lead to a topic that is left out. */
export function restrictedTo(teams: ReadonlySet<string>, desired: DesiredState): DesiredState {
  const theirs = <Element extends { readonly team: string }>(elements: readonly Element[]) =>
    elements.filter((element) => teams.has(element.team));
  return {
    ...desired,
    teams: desired.teams.filter((team) => teams.has(team.name)),
    topics: theirs(desired.topics),
    subscriptions: theirs(desired.subscriptions),
    deadLetterQueues: theirs(desired.deadLetterQueues),
    grants: theirs(desired.grants),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
