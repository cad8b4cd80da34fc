import { id } from "../desired-state/id.ts";
import type { FlowEdge } from "./graph.ts";
import type { Part } from "./part.ts";

/** One edge for each pair of teams of which one reads events of the other, or of its own. */
export function flowsOf({ queues }: Part): readonly FlowEdge[] {
  const flows = new Map<string, { from: string; to: string; events: Set<string>; subscriptions: number }>();
  for (const { subscription, feeds } of queues)
    for (const feed of feeds) {
      const key = JSON.stringify([feed.owner, subscription.team]);
      const flow = flows.get(key) ?? {
        from: id("team", feed.ownerKey),
        to: id("team", subscription.key.team),
        events: new Set(),
        subscriptions: 0,
      };
      flow.events.add(feed.event);
      flow.subscriptions++;
      flows.set(key, flow);
    }
  return [...flows.values()]
    .map(
      ({ from, to, events, subscriptions }): FlowEdge => ({
        kind: "flows",
        from,
        to,
        events: events.size,
        subscriptions,
      }),
    )
    .sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
