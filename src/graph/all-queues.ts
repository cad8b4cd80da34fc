import { id } from "../desired-state/id.ts";
import { groupBy } from "../group-by.ts";
import type { Edge, EventNode, Node, QueueNode, TeamNode } from "./graph.ts";
import type { Part } from "./part.ts";

/** Every team, event and queue of the part. */
export function allNodes({ topics, queues }: Part, teams: readonly TeamNode[]): readonly Node[] {
  const events = groupBy(
    topics.map(
      ({ id, event, team, description }): EventNode => ({
        kind: "event",
        id,
        team,
        name: event,
        ...(description !== undefined && { description }),
      }),
    ),
    (event) => event.team,
  );
  const own = groupBy(
    queues.map(
      ({ subscription: { id, team, queue, key } }): QueueNode => ({
        kind: "queue",
        id,
        team,
        name: key.generation === 1 ? queue : `${queue}, generation ${key.generation}`,
      }),
    ),
    (queue) => queue.team,
  );
  return teams.flatMap((node) => [node, ...(events.get(node.team) ?? []), ...(own.get(node.team) ?? [])]);
}

export function allEdges({ teams, topics, queues }: Part): readonly Edge[] {
  const ids = new Map(teams.map((team) => [team.name, team.id]));
  return [
    ...topics.map((topic): Edge => ({ kind: "publishes", from: ids.get(topic.team) ?? topic.team, to: topic.id })),
    ...queues.flatMap(({ subscription, feeds }) =>
      feeds.map(
        ({ topic, filter }): Edge => ({ kind: "feeds", from: topic, to: subscription.id, ...(filter && { filter }) }),
      ),
    ),
    ...queues.map(
      ({ subscription }): Edge => ({ kind: "consumes", from: subscription.id, to: id("team", subscription.key.team) }),
    ),
  ];
}
