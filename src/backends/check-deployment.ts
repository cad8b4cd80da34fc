import { type Diagnostic, hasErrors } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { checkExisting } from "./check-existing.ts";
import { checkOptions } from "./check-options.ts";
import { planOf } from "./plan.ts";
import { backends } from "./registry.ts";

/**
 * Everything that can be said about a topology on a stack before anything is deployed. What is adopted and what the user's
 * transforms do is looked at once all else is without errors.
 */
export function checkDeployment(backend: Backend, input: BackendInput): readonly Diagnostic[] {
  const found = [
    ...unknownStackTeams(input),
    ...checkOptions(backend, input, backends),
    ...checkExisting(input),
    ...backend.check(input),
  ];
  return hasErrors(found) ? found : [...found, ...planOf(backend, input).diagnostics];
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
