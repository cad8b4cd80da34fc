import { once } from "../once.ts";
import type { DesiredState } from "./desired-state.ts";

/** The name under which a team was first deployed: ids and cloud names are made of it, so that a change of name changes none. */
export function teamKey(desired: DesiredState, team: string): string {
  return keysOf(desired).get(team) ?? team;
}

const keysOf = once(({ teams }: DesiredState) => new Map(teams.map(({ name, key }) => [name, key])));
