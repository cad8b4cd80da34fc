import type {
  EventDeclaration,
  EventReference,
  SubscriptionDeclaration,
  TeamDeclaration,
  Topology,
} from "./topology.ts";

/** Looks up what references may mean; built once for all rules. */
export interface Catalogue {
  readonly teams: ReadonlyMap<string, TeamDeclaration>;
  /** Every declaration of each event name; more than one is an error of its own. */
  readonly events: ReadonlyMap<string, readonly EventDeclaration[]>;
  /** Every event that a subscription names, with what it means, in the order of the text. */
  readonly references: readonly Reference[];
  /** The event a reference means; undefined when there is none by that name and owner. */
  eventOf(reference: EventReference): EventDeclaration | undefined;
}

export interface Reference {
  readonly reference: EventReference;
  readonly subscription: SubscriptionDeclaration;
  readonly event: EventDeclaration | undefined;
}

export function catalogueOf(topology: Topology): Catalogue {
  const events = groupEvents(topology);
  const eventOf = ({ event, owner }: EventReference) => {
    const declared = events.get(event);
    return owner === undefined ? declared?.[0] : declared?.find((one) => one.team === owner);
  };
  return {
    teams: new Map(topology.teams.map((team) => [team.name, team])),
    events,
    references: referencesOf(topology, eventOf),
    eventOf,
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

/** There are many, and every rule goes through them: so they are looked up once. */
function referencesOf(topology: Topology, eventOf: Catalogue["eventOf"]): readonly Reference[] {
  const found: Reference[] = [];
  for (const team of topology.teams)
    for (const subscription of team.subscriptions)
      for (const reference of subscription.events) found.push({ reference, subscription, event: eventOf(reference) });
  return found;
}
