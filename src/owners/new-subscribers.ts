import type { DesiredState } from "../desired-state/desired-state.ts";
import type { NewSubscriber } from "./approval.ts";

/**
 * By owner, the teams that take one of its events for the first time where the event asks for approval. A second queue
 * of a team that has the event already is its own affair, and so is a new name of the team.
 */
export function newSubscribers(base: DesiredState, head: DesiredState): ReadonlyMap<string, readonly NewSubscriber[]> {
  const before = new Set(
    base.subscriptions.flatMap(({ key, feeds }) => feeds.map(({ event }) => `${key.team}/${event}`)),
  );
  const asking = new Set(head.topics.flatMap(({ event, approval }) => (approval === "required" ? event : [])));
  const found = new Map<string, NewSubscriber[]>();
  const told = new Set<string>();
  for (const { team, key, feeds } of head.subscriptions)
    for (const { event, owner } of feeds) {
      const one = `${key.team}/${event}`;
      if (owner === team || !asking.has(event) || before.has(one) || told.has(one)) continue;
      told.add(one);
      const others = found.get(owner) ?? [];
      others.push({ kind: "new-subscriber", event, subscriber: team });
      found.set(owner, others);
    }
  return found;
}
