import type { CompiledState } from "../compile.ts";
import type { Side } from "./side.ts";

/**
 * Only what belongs to these teams. A feed may lead to a topic that is left out. All teams stay: where they stand tells what
 * an account or project needs once.
 */
export function partOf({ desired, declared }: Side, teams: ReadonlySet<string>): CompiledState {
  if (declared !== undefined) return declared.part(teams);
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
    ...(desired.schemas && { schemas: desired.schemas }),
  };
}
