import type { Declared } from "../compile.ts";
import { saysTheSame } from "../topology/says-the-same.ts";
import type { TeamDeclaration, Topology } from "../topology/topology.ts";

/**
 * The teams of which either revision declares something that the other does not, by name: what the others own is the same in
 * both. Undefined when that cannot be told, and all has to be compared.
 */
export function differingTeams(
  base: Declared | undefined,
  head: Declared | undefined,
): ReadonlySet<string> | undefined {
  if (base === undefined || head === undefined) return undefined;
  if (!saysTheSame(base.topology.defaults, head.topology.defaults)) return undefined;
  const [before, after] = [byName(base.topology), byName(head.topology)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return new Set(names.filter((name) => !saysTheSame(before.get(name), after.get(name))));
}

function byName({ teams }: Topology): ReadonlyMap<string, TeamDeclaration> {
  return new Map(teams.map((team) => [team.name, team]));
}
