import { id } from "../desired-state/id.ts";
import type { Change, ChangeKind } from "./change.ts";
import { compareText, distinct } from "./compare-text.ts";
import { fedBy } from "./fed-by.ts";
import type { AffectedTeam } from "./review.ts";
import type { Side } from "./side.ts";

/** Changes of an event that its consumers feel. Who may subscribe in future is none: those who do go on receiving. */
const FELT_BY_CONSUMERS: ReadonlySet<ChangeKind> = new Set([
  "event-removed",
  "event-retired",
  "event-owner-changed",
  "event-changed",
  "event-schema-changed",
  "event-schema-path-changed",
]);

/** Changes that the team itself feels: of its own queues and identities, and of where they stand. */
const FELT_BY_TEAM: ReadonlySet<ChangeKind> = new Set([
  "subscription-removed",
  "subscription-changed",
  "subscription-retired",
  "grant-narrowed",
  "team-moved",
]);

/**
 * Blast radius of changes that are not safe. Directly affected are the consumers of what changes, the teams whose own queues
 * (identities, places) change, and who loses an event to another owner; then the consumers of what affected teams publish, and
 * so on. Who owns a changed event is where it starts. Edges of both revisions count.
 */
export function affectedTeams(changes: readonly Change[], sides: readonly Side[]): readonly AffectedTeam[] {
  const telling = changes.filter((change) => change.severity !== "safe");
  const events = telling.filter((change) => FELT_BY_CONSUMERS.has(change.kind));
  const own = telling.filter((change) => FELT_BY_TEAM.has(change.kind));
  if (events.length + own.length === 0) return [];

  const reached = new Map<string, AffectedTeam>();
  const origins = new Set(events.map((change) => change.team));
  const starts = new Map(events.map((change) => [change.id.slice("topic:".length), [change.id]]));
  for (const { team, depth, through, path } of consumersOf(starts, sides, 1)) {
    if (!origins.has(team)) reached.set(team, { team, depth, through, path });
  }
  for (const { team, id: changed } of own) if (!reached.has(team)) reached.set(team, direct(team, changed));

  const published = publishedBy(sides);
  let nearest: readonly AffectedTeam[] = sorted(reached.values());
  // Who loses an event goes on publishing all else: nothing arrives through such a team.
  for (const { kind, id: changed, details } of events) {
    const before = kind === "event-owner-changed" ? details[0]?.from : undefined;
    if (before !== undefined && !reached.has(before)) reached.set(before, direct(before, changed));
  }
  const all = [...sorted(reached.values())];
  for (let depth = 2; nearest.length > 0; depth += 1) {
    const ways = new Map<string, readonly string[]>();
    for (const { team, path } of nearest)
      for (const event of published.get(team) ?? [])
        if (!ways.has(event)) ways.set(event, [...path, id("topic", event)]);
    nearest = sorted(consumersOf(ways, sides, depth).filter(({ team }) => !reached.has(team) && !origins.has(team)));
    for (const one of nearest) reached.set(one.team, one);
    all.push(...nearest);
  }
  return all;
}

function direct(team: string, changed: string): AffectedTeam {
  return { team, depth: 1, through: [], path: [changed, id("team", team)] };
}

function sorted(teams: Iterable<AffectedTeam>): readonly AffectedTeam[] {
  return [...teams].sort((a, b) => compareText(a.team, b.team));
}

/** Team → the events it owns. */
function publishedBy(sides: readonly Side[]): ReadonlyMap<string, readonly string[]> {
  const published = new Map<string, string[]>();
  for (const { desired } of sides)
    for (const { team, event } of desired.topics) {
      const own = published.get(team);
      if (own === undefined) published.set(team, [event]);
      else own.push(event);
    }
  return published;
}

/**
 * The consumers of these events.
 * @param ways event → the ids by which the effect arrives at it
 */
function consumersOf(
  ways: ReadonlyMap<string, readonly string[]>,
  sides: readonly Side[],
  depth: number,
): readonly AffectedTeam[] {
  const reached = new Map<string, Set<string>>();
  for (const side of sides)
    for (const event of ways.keys())
      for (const { team } of fedBy(side).get(event) ?? []) {
        const through = reached.get(team);
        if (through === undefined) reached.set(team, new Set([event]));
        else through.add(event);
      }
  return [...reached].map(([team, events]) => {
    const through = distinct(events);
    return { team, depth, through, path: [...(ways.get(through[0] ?? "") ?? []), id("team", team)] };
  });
}
