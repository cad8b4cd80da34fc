import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { principalsOf } from "../missing-principal.ts";
import { deployerOf, type GcpPlace, gcpPrincipal } from "./settings.ts";

/**
 * Errors for identities that IAM would refuse half-way through a deploy, or that would open a topic to everybody.
 * A stack file is held to the same pattern when it is read; this holds for stack settings that come from elsewhere.
 */
export function checkPrincipals({ desired, stack }: BackendInput<GcpPlace>): readonly Diagnostic[] {
  return desired.teams.flatMap(({ name: team }) => {
    const { publishers, consumers } = principalsOf(stack, team);
    const deployer = deployerOf(stack.placeOf(team));
    const given = [
      ...[...new Set([...publishers, ...consumers])].map((member) => ({ member, key: "principals" })),
      ...(deployer === undefined ? [] : [{ member: deployer, key: "gcp" }]),
    ];
    return given
      .filter(({ member }) => !gcpPrincipal.pattern.test(member))
      .map(({ member, key }) => ({
        code: "invalid-principal",
        severity: "error" as const,
        message: `${JSON.stringify(member)} of team ${team} is not a member that may get access; write one like ${gcpPrincipal.example}`,
        span: stack.spanOf(["teams", team, key]),
      }));
  });
}
