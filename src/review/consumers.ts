import type { DesiredState } from "../desired-state/desired-state.ts";
import { distinct } from "./compare-text.ts";

/** Event → the teams with a queue that it feeds, each once, sorted. */
export interface Consumers {
  of(event: string): readonly string[];
}

/**
 * The consumers of events in any of these states together: who had an event and who gets it are both reached by its change.
 * @param events those that will be asked for; `of` knows no other
 */
export function consumersOf(events: ReadonlySet<string>, ...states: readonly DesiredState[]): Consumers {
  const index = new Map<string, Set<string>>([...events].map((event) => [event, new Set()]));
  if (events.size > 0)
    for (const { subscriptions } of states)
      for (const { team, feeds } of subscriptions) for (const { event } of feeds) index.get(event)?.add(team);
  return {
    of(event) {
      const teams = index.get(event);
      if (teams === undefined) throw new Error(`the consumers of ${event} were not announced`);
      return distinct(teams);
    },
  };
}
