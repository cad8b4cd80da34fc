import type { DesiredState } from "./desired-state.ts";

const known = new WeakMap<DesiredState, ReadonlyMap<string, string>>();

/** The name under which a team was first deployed: ids and cloud names are made of it, so that a change of name changes none. */
export function teamKey(desired: DesiredState, team: string): string {
  let keys = known.get(desired);
  if (keys === undefined) {
    keys = new Map(desired.teams.map(({ name, key }) => [name, key]));
    known.set(desired, keys);
  }
  return keys.get(team) ?? team;
}
