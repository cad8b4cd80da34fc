import type { DesiredState, Topic } from "../desired-state/desired-state.ts";
import { type Consumers, consumersOf } from "./consumers.ts";
import { differingTeams } from "./differing-teams.ts";
import { type Pair, pairs } from "./pairs.ts";
import { partOf } from "./part-of.ts";
import { type Side, withDesired } from "./side.ts";
import { renamedTeams, withTeamNames } from "./team-names.ts";

/** The two revisions and what is looked up in them while their elements are compared. */
export interface Comparison {
  /** With the teams' names of the head. */
  readonly base: Side;
  readonly head: Side;
  /** Teams with another name than before: old name → new name. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What belongs to the teams that declare something else than before: no queue of another differs. */
  readonly differing: { readonly base: DesiredState; readonly head: DesiredState };
  /** The events that differ, in the desired state alone. */
  readonly topics: readonly Pair<Topic>[];
  readonly consumersBefore: Consumers;
  /** Those of either side. */
  readonly consumers: Consumers;
}

export function comparisonOf(before: Side, head: Side): Comparison {
  const renamed = renamedTeams(before.desired, head.desired);
  const base = renamed.size === 0 ? before : withDesired(before, withTeamNames(before.desired, renamed));
  const teams = differingTeams(base.declared, head.declared);
  const partIn = (side: Side) => (teams === undefined ? side.desired : partOf(side, teams));
  const differing = { base: partIn(base), head: partIn(head) };
  const topics = pairs(differing.base.topics, differing.head.topics, isSame);
  return {
    base,
    head,
    renamed,
    differing,
    topics,
    consumersBefore: consumersOf(base),
    consumers: consumersOf(base, head),
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
