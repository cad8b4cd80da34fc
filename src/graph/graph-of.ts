import type { DesiredState } from "../desired-state/desired-state.ts";
import { id } from "../desired-state/id.ts";
import { teamKey } from "../desired-state/team-key.ts";
import { groupBy } from "../group-by.ts";
import { allEdges, allNodes } from "./all-queues.ts";
import { flowsOf } from "./flows.ts";
import type { Counts, Detail, Graph, TeamNode } from "./graph.ts";
import { type Part, partOf } from "./part.ts";
import type { Selection } from "./selection.ts";
import { strongest } from "./strongest.ts";

/** How much a picture may show; what is not said follows `READABLE`. */
export interface Limits {
  /** Most lines; also most teams. */
  readonly max?: number;
  /** `queues` shows every event and queue, however many; left out, it does so where they do not exceed `max`. */
  readonly detail?: Detail;
}

/** What a person can still follow, as tried by looking at pictures of 3 to 1,000 teams: lines, by what the boxes are. */
export const READABLE: Readonly<Record<Detail, number>> = { queues: 60, teams: 200 };

/**
 * DesiredState → Graph. What does not fit is left out in an order that keeps most of what is said (`strongest`), and counted.
 * @param selection names a team or event that exists (`unknownName`)
 */
export function graphOf(desired: DesiredState, selection: Selection, limits: Limits = {}): Graph {
  const part = partOf(desired, selection);
  const common = {
    organization: desired.organization,
    selection,
    topology: { teams: desired.teams.length, events: desired.topics.length, queues: desired.subscriptions.length },
    selected: countsOf(part),
  };
  const detail = limits.detail ?? (fits(part, limits.max ?? READABLE.queues) ? "queues" : "teams");
  const alsoFed = part.queues.filter(({ subscription, feeds }) => feeds.length < subscription.feeds.length).length;
  const leftOut = { teams: 0, edges: 0, subscriptions: 0, pathGoesOn: part.pathGoesOn, alsoFed };
  if (detail === "queues")
    return { ...common, detail, nodes: allNodes(part, teamNodes(part)), edges: allEdges(part), leftOut };
  const kept = strongest(teamNodes(part), flowsOf(part), limits.max ?? READABLE.teams, focusOf(desired, selection));
  return { ...common, detail, ...kept, leftOut: { ...leftOut, alsoFed: 0, ...kept.leftOut } };
}

/** Id of the team that a selection is about. */
function focusOf(desired: DesiredState, selection: Selection): string | undefined {
  if (selection.of === "team") return id("team", teamKey(desired, selection.team));
  if (selection.of === "all") return undefined;
  const topic = desired.topics.find((one) => one.event === selection.event);
  return topic && id("team", teamKey(desired, topic.team));
}

function fits({ topics, queues }: Part, max: number): boolean {
  const lines = queues.reduce((sum, { feeds }) => sum + feeds.length, 0);
  return topics.length + queues.length <= 2 * max && lines <= max;
}

function countsOf({ teams, topics, queues }: Part): Counts {
  return { teams: teams.length, events: topics.length, queues: queues.length };
}

function teamNodes({ teams, topics, queues }: Part): readonly TeamNode[] {
  const events = groupBy(topics, (topic) => topic.team);
  const own = groupBy(queues, (queue) => queue.subscription.team);
  const readers = new Map<string, Set<string>>();
  for (const { subscription, feeds } of queues)
    for (const { owner } of feeds) readers.set(owner, (readers.get(owner) ?? new Set()).add(subscription.team));
  return teams.map(({ id, name, contact }) => ({
    kind: "team",
    id,
    team: name,
    ...(contact !== undefined && { contact }),
    events: events.get(name)?.length ?? 0,
    readers: readers.get(name)?.size ?? 0,
    queues: own.get(name)?.length ?? 0,
  }));
}
