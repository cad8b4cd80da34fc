import type { Diagnostic } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Backend, BackendInput } from "./backend.ts";

/** Everything that can be said about a topology on a stack before anything is deployed. */
export function checkDeployment(backend: Backend, input: BackendInput): readonly Diagnostic[] {
  return [...unknownStackTeams(input), ...backend.check(input)];
}

/** A team of the stack file that the topology does not have: most often a typing mistake or a team that has gone. */
function unknownStackTeams({ desired, stack }: BackendInput): readonly Diagnostic[] {
  const teams = desired.teams.map((team) => team.name);
  return Object.keys(stack.principals).flatMap((team) => {
    if (teams.includes(team)) return [];
    const guess = didYouMean(team, teams);
    return {
      code: "unknown-stack-team",
      severity: "warning" as const,
      message: `the topology has no team ${team}${guess.text || "; remove it from the stack"}`,
      span: stack.spanOf(["teams", team]),
    };
  });
}
