import type { DesiredState } from "../desired-state/desired-state.ts";
import type { NewSubscriber } from "./approval.ts";

/**
 * By owner, the teams that take one of its events for the first time where the event asks for approval. A second queue
 * of a team that has the event already is its own affair.
 */
export function newSubscribers(base: DesiredState, head: DesiredState): ReadonlyMap<string, readonly NewSubscriber[]> {
  const before = new Set(base.subscriptions.flatMap(({ team, feeds }) => feeds.map(({ event }) => `${team}/${event}`)));
  const asking = new Set(head.topics.flatMap(({ event, approval }) => (approval === "required" ? event : [])));
  const found = new Map<string, NewSubscriber[]>();
  const told = new Set<string>();
  for (const { team, feeds } of head.subscriptions)
    for (const { event, owner } of feeds) {
      const key = `${team}/${event}`;
      if (owner === team || !asking.has(event) || before.has(key) || told.has(key)) continue;
      told.add(key);
      const others = found.get(owner) ?? [];
      others.push({ kind: "new-subscriber", event, subscriber: team });
      found.set(owner, others);
    }
  return found;
}
