import { groupBy } from "../group-by.ts";
import { count } from "../report/summary.ts";
import type { EventNode, Graph, QueueNode, TeamNode } from "./graph.ts";

/** One team with what is drawn inside it. */
export interface TeamGroup {
  readonly node: TeamNode;
  readonly events: readonly EventNode[];
  readonly queues: readonly QueueNode[];
}

/** The nodes by team: pictures draw events and queues inside their team instead of drawing lines to it. */
export function teamsOf({ nodes }: Graph): readonly TeamGroup[] {
  return [...groupBy(nodes, (node) => node.team).values()].flatMap((group) => {
    const team = group.find((node) => node.kind === "team");
    const events = group.filter((node) => node.kind === "event");
    const queues = group.filter((node) => node.kind === "queue");
    return team === undefined ? [] : [{ node: team, events, queues }];
  });
}

/** `4 events for 12 teams` and `7 queues`, without what there is none of. */
export function holdings({ events, readers, queues }: TeamNode): readonly string[] {
  const published = readers === 0 ? count(events, "event") : `${count(events, "event")} for ${count(readers, "team")}`;
  return [...(events === 0 ? [] : [published]), ...(queues === 0 ? [] : [count(queues, "queue")])];
}
