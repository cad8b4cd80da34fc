import type { DesiredState } from "../../desired-state/desired-state.ts";

const known = new WeakMap<DesiredState, ReadonlySet<string>>();

/** Whether the topic of this id is ordered. Asked for every feed, so it is found once for all topics. */
export function isOrdered(desired: DesiredState, topic: string): boolean {
  let ordered = known.get(desired);
  if (ordered === undefined) {
    ordered = new Set(desired.topics.filter((each) => each.ordered).map(({ id }) => id));
    known.set(desired, ordered);
  }
  return ordered.has(topic);
}
