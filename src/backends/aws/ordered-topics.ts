import type { DesiredState } from "../../desired-state/desired-state.ts";
import { once } from "../../once.ts";

/** Whether the topic of this id is ordered. Asked for every feed, so it is found once for all topics. */
export function isOrdered(desired: DesiredState, topic: string): boolean {
  return orderedOf(desired).has(topic);
}

const orderedOf = once(
  ({ topics }: DesiredState) => new Set(topics.filter((each) => each.ordered).map(({ id }) => id)),
);
