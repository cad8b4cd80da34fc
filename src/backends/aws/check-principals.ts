import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { type AwsPlace, awsPlaceKey, partitionOf } from "./place.ts";
import { parseRole, rolePrincipal } from "./role.ts";

/** Errors for principals of the stack that are no role, or a role that cannot get the team's policies: those go to the team's own account. */
export function checkPrincipals({ stack }: BackendInput<AwsPlace>): readonly Diagnostic[] {
  return Object.entries(stack.principals).flatMap(([team, { publishers, consumers }]) =>
    [...new Set([...publishers, ...consumers])].flatMap((principal) => {
      const problem = problemOf(principal, team, stack.placeOf(team));
      if (problem === undefined) return [];
      return [{ ...problem, severity: "error" as const, span: stack.spanOf(["teams", team, "principals"]) }];
    }),
  );
}

function problemOf(
  principal: string,
  team: string,
  { account, region }: AwsPlace,
): Pick<Diagnostic, "code" | "message"> | undefined {
  const role = parseRole(principal);
  if (role === undefined) {
    const message = `${JSON.stringify(principal)} is not the ARN of an IAM role; write one like ${rolePrincipal.example}`;
    return { code: "invalid-principal", message };
  }
  const partition = partitionOf(region);
  if (role.partition !== partition) {
    const message = `${role.arn} is in partition ${role.partition}, but region ${region} is in ${partition}; use a role of that partition`;
    return { code: "invalid-principal", message };
  }
  if (/^aws-(service-role|reserved)\//.test(role.pathAndName)) {
    const message = `${role.arn} is managed by AWS and takes no policy of ours; use a role of the team's own`;
    return { code: "invalid-principal", message };
  }
  if (role.account !== account) {
    const message = `${role.arn} is in account ${role.account}, team ${team} in ${account}; use a role of ${account}, or give the team its own account with event-topology:teams.${team}.${awsPlaceKey}.account: "${role.account}"`;
    return { code: "principal-in-other-account", message };
  }
  return undefined;
}
