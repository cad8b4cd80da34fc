import type { Topic } from "../desired-state/desired-state.ts";
import { type Consumers, consumersOf } from "./consumers.ts";
import { type Pair, pairs } from "./pairs.ts";
import type { Side } from "./side.ts";
import { renamedTeams, withTeamNames } from "./team-names.ts";

/** The two revisions and what is looked up in them while their elements are compared. */
export interface Comparison {
  /** With the teams' names of the head. */
  readonly base: Side;
  readonly head: Side;
  /** Teams with another name than before: old name → new name. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The events that differ, in the desired state alone. */
  readonly topics: readonly Pair<Topic>[];
  readonly consumersBefore: Consumers;
  /** Those of either side. */
  readonly consumers: Consumers;
}

export function comparisonOf(before: Side, head: Side): Comparison {
  const renamed = renamedTeams(before.desired, head.desired);
  const base = renamed.size === 0 ? before : { ...before, desired: withTeamNames(before.desired, renamed) };
  const topics = pairs(base.desired.topics, head.desired.topics, isSame);
  return {
    base,
    head,
    renamed,
    topics,
    consumersBefore: consumersOf(base.desired),
    consumers: consumersOf(base.desired, head.desired),
  };
}

function isSame(a: Topic, b: Topic): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The place of an element: in the head, or in the base with a word that says so when it has gone. */
export function placeOf(id: string, { base, head }: Comparison, removed = false) {
  const span = (removed ? base : head).origins.get(id);
  return { ...(span !== undefined && { span }), ...(removed && { side: "base" as const }) };
}
