import type { DesiredState } from "../desired-state/desired-state.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { NamedPlace, Policy } from "./policy.ts";

/** Names in a policy that the topology does not have: a rule for a misspelt team holds for nobody. */
export function unknownNames(
  policy: Policy,
  desired: DesiredState,
  backends: readonly string[],
): readonly Diagnostic[] {
  const teams = desired.teams.map((team) => team.name);
  const events = desired.topics.map((topic) => topic.event);
  return policy.rules.flatMap((rule) => [
    ...unknown("team", [...(rule.teams ?? []), ...(rule.exceptTeams ?? [])], teams),
    ...("owners" in rule ? unknown("team", rule.owners, teams) : []),
    ...("events" in rule ? unknown("event", rule.events, events) : []),
    ...("backends" in rule ? unknown("backend", rule.backends, backends) : []),
  ]);
}

function unknown(what: string, named: readonly NamedPlace[], known: readonly string[]): readonly Diagnostic[] {
  const names = new Set(known);
  return named.flatMap(({ name, span }) => {
    if (names.has(name)) return [];
    const guess = didYouMean(name, known);
    return {
      code: "unknown-policy-name",
      severity: "warning" as const,
      message: `there is no ${what} ${name}${guess.text || "; remove it"}`,
      span,
      ...(guess.name !== undefined && { fix: guess.name }),
    };
  });
}
