import { NAMESPACE } from "../backends/stack-document.ts";
import type { Shard } from "./shard.ts";

/** Type of the component that groups what belongs to a team; the same as in `Team` of the program. */
export const TEAM_TYPE = "event-topology:index:Team";

/**
 * What a run is limited to, as URNs (Pulumi documentation, "Resource names", URNs). The engine makes nothing whose
 * component or provider it does not make, so they are among them; what is already there stays as it is.
 * @param ids of resources; of those that the shard does not plan, the URN has to be known
 * @param teamId id of the team's component; undefined where there is none
 */
export function targetUrns(
  shard: Shard | undefined,
  stack: string,
  ids: readonly string[],
  teamIdOf: (team: string) => string | undefined,
  deployedUrn: (id: string) => string | undefined,
): readonly string[] {
  const planned = new Map((shard?.resources ?? []).map((one) => [one.id, one]));
  const urns = ids.flatMap((id) => {
    const resource = planned.get(id);
    const known = deployedUrn(id);
    if (resource === undefined) return known === undefined ? [] : [known];
    const teamId = teamIdOf(resource.team);
    const [cloud = ""] = resource.type.split(":");
    return [
      known ?? urn(stack, teamId === undefined ? resource.type : `${TEAM_TYPE}$${resource.type}`, id),
      urn(stack, `pulumi:providers:${cloud}`, resource.provider),
      ...(teamId === undefined ? [] : [urn(stack, TEAM_TYPE, teamId)]),
    ];
  });
  return [...new Set(urns)].sort();
}

function urn(stack: string, type: string, name: string): string {
  return `urn:pulumi:${stack}::${NAMESPACE}::${type}::${name}`;
}
