import { count } from "../report/summary.ts";
import type { Counts, Graph } from "./graph.ts";
import type { Selection } from "./selection.ts";

/** What the picture is of, in one line: `ar, team crm and its neighbours: 3 of 12 teams, 5 of 40 events, 9 of 71 queues`. */
export function caption({ organization, selection, topology, selected }: Graph): string {
  const part = (of: keyof Counts, noun: string) => {
    const all = count(topology[of], noun);
    return selected[of] === topology[of] ? all : `${selected[of]} of ${all}`;
  };
  return `${[organization, ...subjectOf(selection)].join(", ")}: ${part("teams", "team")}, ${part("events", "event")}, ${part("queues", "queue")}`;
}

function subjectOf(selection: Selection): readonly string[] {
  if (selection.of === "all") return [];
  return [selection.of === "team" ? `team ${selection.team} and its neighbours` : `the path of ${selection.event}`];
}

/** What the picture does not show, one sentence each; empty when it shows everything it is of. */
export function notes({ detail, selected, leftOut, edges, nodes }: Graph): readonly string[] {
  const { teams, edges: lines, subscriptions, pathGoesOn, alsoFed } = leftOut;
  return [
    ...(detail === "teams"
      ? [
          `Counted, not drawn: ${count(selected.events, "event")} and ${count(selected.queues, "queue")}; each team is one box.`,
        ]
      : []),
    ...(teams > 0
      ? [`Left out: ${teams} of ${count(nodes.length + teams, "team")}, those with the fewest subscriptions.`]
      : []),
    ...(lines > 0
      ? [
          `Left out: ${lines} of ${count(edges.length + lines, "line")} between teams, the thinnest; they stand for ${count(subscriptions, "subscription")}.`,
        ]
      : []),
    ...(pathGoesOn > 0
      ? [`The path goes on: the last teams publish ${count(pathGoesOn, "more event")} that others read.`]
      : []),
    ...(alsoFed > 0 ? [`Events not drawn feed ${alsoFed} of these queues, too.`] : []),
  ];
}

/** What a line between two teams says; empty for one event and one queue. */
export function flowLabel({
  events,
  subscriptions,
}: {
  readonly events: number;
  readonly subscriptions: number;
}): string {
  return events === 1 && subscriptions === 1 ? "" : `${events} → ${subscriptions}`;
}

/** How to read what is drawn, one entry for each sign used. */
export function legend({ detail, edges }: Graph): readonly string[] {
  if (detail === "teams")
    return [
      "A line goes from a team that publishes to one that reads; 3 → 5 on it means three events by five subscriptions, nothing means one by one.",
    ];
  const isFiltered = edges.some((edge) => edge.kind === "feeds" && edge.filter !== undefined);
  return [
    "A line goes from an event to a queue that it feeds; each is in a box of the team that publishes or reads it.",
    ...(isFiltered ? ["Dashed: only messages that pass a filter."] : []),
  ];
}
