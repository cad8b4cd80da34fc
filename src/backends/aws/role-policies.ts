import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import type { Unwrap } from "@pulumi/pulumi";
import { id, partOf } from "../../desired-state/id.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import { adoptedName } from "../adoption.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import { composeName, type NameRule } from "../name.ts";
import { consumeStatements } from "./consume-access.ts";
import { ROLE_POLICY } from "./imports.ts";
import type { AwsPlace } from "./place.ts";
import { providerId } from "./places.ts";
import { policyDocument, type Statement } from "./policy-document.ts";
import { rolesOf } from "./role.ts";
import type { UndeliverableElsewhere } from "./undeliverable-elsewhere.ts";

/** IAM API Reference, PutRolePolicy, PolicyName. */
const POLICY: NameRule = { legal: /[\w+=,.@-]/, limit: 128 };

/**
 * One inline policy per role and team: all that the team's services may do under that role. Teams that share a role
 * have one each, so that what one team adds never touches another team's resource.
 * @param publish what a publisher of the team may do; nothing for a team that owns no event
 */
export function rolePolicies(
  input: BackendInput<AwsPlace>,
  publish: (team: string) => readonly Statement[],
  elsewhere: UndeliverableElsewhere = () => [],
): readonly CloudResource[] {
  const { desired, stack } = input;
  return desired.teams.flatMap(({ name: team }) => {
    const { publishers, consumers } = principalsOf(stack, team);
    return rolesOf([...publishers, ...consumers]).flatMap((role) => {
      const statements = [
        ...(publishers.includes(role.arn) ? publish(team) : []),
        ...(consumers.includes(role.arn) ? consumeStatements(input, team, elsewhere) : []),
      ];
      if (statements.length === 0) return [];
      const policyId = partOf("policy", id("team", teamKey(desired, team)), role.pathAndName);
      const name =
        adoptedName(stack, policyId, ROLE_POLICY) ??
        composeName(POLICY, ["event-topology", desired.organization, teamKey(desired, team), role.name]);
      return [
        {
          type: "aws:iam/rolePolicy:RolePolicy",
          id: policyId,
          name,
          team,
          provider: providerId(stack.placeOf(team)),
          properties: {
            name,
            role: role.name,
            policy: policyDocument(statements),
          } satisfies Unwrap<RolePolicyArgs>,
          dependsOn: [],
          holdsMessages: false,
        },
      ];
    });
  });
}
