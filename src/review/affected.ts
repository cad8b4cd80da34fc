import type { DesiredState } from "../desired-state/desired-state.ts";
import type { Change } from "./change.ts";
import { compareText, distinct } from "./compare-text.ts";
import type { AffectedTeam } from "./review.ts";

/**
 * The teams downstream of changes that are not safe: consumers of a changed event, then the consumers of what those
 * publish in turn, and so on. A team whose own queue changes is where it starts (it is named by the change itself);
 * what it publishes may change with what it consumes. Edges of both revisions count.
 */
export function affectedTeams(changes: readonly Change[], states: readonly DesiredState[]): readonly AffectedTeam[] {
  const telling = changes.filter(({ kind, severity }) => severity !== "safe" && kind !== "subscription-added");
  const events = new Set(
    telling.filter(({ id }) => id.startsWith("topic:")).map(({ id }) => id.slice("topic:".length)),
  );
  const queueTeams = telling.filter(({ id }) => id.startsWith("subscription:")).map(({ team }) => team);
  if (events.size === 0 && queueTeams.length === 0) return [];

  const published = publishedBy(states);
  const seen = new Set(telling.filter(({ id }) => id.startsWith("topic:")).map(({ team }) => team));
  const affected: AffectedTeam[] = [];
  let arriving = new Set([...events, ...queueTeams.flatMap((team) => published.get(team) ?? [])]);
  for (let depth = 1; arriving.size > 0; depth += 1) {
    const reached = consumersOfAny(arriving, states, seen);
    const teams = [...reached].sort(([a], [b]) => compareText(a, b));
    for (const [team, through] of teams) {
      seen.add(team);
      affected.push({ team, depth, through: distinct(through) });
    }
    // Whose own queue changes counts as downstream of another team's event, but not of itself by a detour.
    for (const team of queueTeams) seen.add(team);
    arriving = new Set(teams.flatMap(([team]) => published.get(team) ?? []));
  }
  return affected;
}

/** Team → the events it owns. */
function publishedBy(states: readonly DesiredState[]): ReadonlyMap<string, readonly string[]> {
  const published = new Map<string, string[]>();
  for (const { topics } of states)
    for (const { team, event } of topics) {
      const own = published.get(team);
      if (own === undefined) published.set(team, [event]);
      else own.push(event);
    }
  return published;
}

/** Team → by which of the events it is reached. There are few steps and many feeds, so each step goes through them without an index. */
function consumersOfAny(
  events: ReadonlySet<string>,
  states: readonly DesiredState[],
  except: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>();
  for (const { subscriptions } of states)
    for (const { team, feeds } of subscriptions) {
      if (except.has(team)) continue;
      for (const { event } of feeds) {
        if (!events.has(event)) continue;
        const through = reached.get(team);
        if (through === undefined) reached.set(team, new Set([event]));
        else through.add(event);
      }
    }
  return reached;
}
