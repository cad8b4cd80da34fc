import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { gcpPrincipal } from "./settings.ts";

/**
 * Errors for identities that IAM would refuse half-way through a deploy, or that would open a topic to everybody.
 * A stack file is held to the same pattern when it is read; this holds for stack settings that come from elsewhere.
 */
export function checkPrincipals({ desired, stack }: BackendInput): readonly Diagnostic[] {
  return desired.teams.flatMap(({ name: team }) => {
    const { publishers, consumers } = principalsOf(stack, team);
    return [...new Set([...publishers, ...consumers])]
      .filter((principal) => !gcpPrincipal.pattern.test(principal))
      .map((principal) => ({
        code: "invalid-principal",
        severity: "error" as const,
        message: `${JSON.stringify(principal)} of team ${team} is not a member that may get access; write one like ${gcpPrincipal.example}`,
        span: stack.spanOf(["teams", team, "principals"]),
      }));
  });
}
