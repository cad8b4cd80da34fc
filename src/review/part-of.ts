import type { CompiledState } from "../compile.ts";
import type { DesiredState } from "../desired-state/desired-state.ts";
import type { Side } from "./side.ts";

/**
 * Only what belongs to these teams. A feed may lead to a topic that is left out. All teams stay: where they stand tells what
 * an account or project needs once.
 */
export function partOf({ desired, declared }: Side, teams: ReadonlySet<string>): CompiledState {
  const part = declared === undefined ? restricted(desired, teams) : declared.part(teams);
  return desired.schemas === undefined ? part : { ...part, schemas: desired.schemas };
}

function restricted(desired: DesiredState, teams: ReadonlySet<string>): DesiredState {
  const theirs = <Element extends { readonly team: string }>(elements: readonly Element[]) =>
    elements.filter((element) => teams.has(element.team));
  return {
    organization: desired.organization,
    ...(desired.reviewers && { reviewers: desired.reviewers }),
    teams: desired.teams,
    topics: theirs(desired.topics),
    subscriptions: theirs(desired.subscriptions),
    deadLetterQueues: theirs(desired.deadLetterQueues),
    grants: theirs(desired.grants),
  };
}
