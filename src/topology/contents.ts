import type { Topology } from "./topology.ts";

/** How much a topology holds. */
export interface Contents {
  readonly teams: number;
  readonly events: number;
  /** Queues; one that is being replaced counts with the one that replaces it. */
  readonly subscriptions: number;
}

/** Counted without resolving anything: as many as the desired state will have. */
export function contentsOf({ teams }: Topology): Contents {
  let [events, subscriptions] = [0, 0];
  for (const team of teams) {
    events += team.events.length;
    for (const { previous } of team.subscriptions) subscriptions += previous === undefined ? 1 : 2;
  }
  return { teams: teams.length, events, subscriptions };
}
