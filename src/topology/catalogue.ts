import type { EventDeclaration, EventReference, TeamDeclaration, Topology } from "./topology.ts";

/** Looks up what references may mean; built once for all rules. */
export interface Catalogue {
  readonly teams: ReadonlyMap<string, TeamDeclaration>;
  /** Every declaration of each event name; more than one is an error of its own. */
  readonly events: ReadonlyMap<string, readonly EventDeclaration[]>;
  /** The event a reference means; undefined when there is none by that name and owner. */
  eventOf(reference: EventReference): EventDeclaration | undefined;
}

export function catalogueOf(topology: Topology): Catalogue {
  const events = groupEvents(topology);
  return {
    teams: new Map(topology.teams.map((team) => [team.name, team])),
    events,
    eventOf: ({ event, owner }) => events.get(event)?.find((found) => owner === undefined || found.team === owner),
  };
}

function groupEvents(topology: Topology): ReadonlyMap<string, readonly EventDeclaration[]> {
  const groups = new Map<string, EventDeclaration[]>();
  for (const event of topology.teams.flatMap((team) => team.events)) {
    const group = groups.get(event.name);
    if (group === undefined) groups.set(event.name, [event]);
    else group.push(event);
  }
  return groups;
}
