import type { DesiredState } from "../desired-state/desired-state.ts";
import { didYouMean } from "../did-you-mean.ts";

/**
 * What of a topology a picture is about: all of it, one team with everything it publishes and reads, or one event's
 * path to the teams that read it, and on through what they publish, for `depth` steps (1: the readers only).
 */
export type Selection =
  | { readonly of: "all" }
  | { readonly of: "team"; readonly team: string }
  | { readonly of: "event"; readonly event: string; readonly depth: number };

/** What is wrong with the name in a selection, in one sentence; undefined when the topology has it. */
export function unknownName(desired: DesiredState, selection: Selection): string | undefined {
  if (selection.of === "team")
    return missing(
      "team",
      selection.team,
      desired.teams.map((team) => team.name),
    );
  if (selection.of === "event")
    return missing(
      "event",
      selection.event,
      desired.topics.map((topic) => topic.event),
    );
  return undefined;
}

function missing(what: string, name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const guess = didYouMean(name, known).text;
  const some =
    known.length === 0 ? `; there are no ${what}s` : known.length <= 12 ? `; the ${what}s are ${known.join(", ")}` : "";
  return `there is no ${what} ${name}${guess || some}`;
}
