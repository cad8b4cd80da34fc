import { catalogueOf } from "./catalogue.ts";
import type { EventDeclaration, SubscriptionDeclaration, Topology } from "./topology.ts";

/**
 * What is left of a topology with errors when everything is taken away that breaks a rule: of two declarations the
 * first stays, and a reference without an event goes. It can be resolved.
 */
export function soundPart(topology: Topology): Topology {
  const isNewTeam = firsts();
  const isNewEvent = firsts();
  const teams = topology.teams
    .filter((team) => isNewTeam(team.name))
    .map((team) => ({ ...team, events: team.events.filter((event) => isNewEvent(event.name)) }));
  const { eventOf } = catalogueOf({ ...topology, teams });
  return { ...topology, teams: teams.map((team) => ({ ...team, subscriptions: sound(team.subscriptions, eventOf) })) };
}

function sound(
  subscriptions: readonly SubscriptionDeclaration[],
  eventOf: (reference: SubscriptionDeclaration["events"][number]) => EventDeclaration | undefined,
): readonly SubscriptionDeclaration[] {
  const isNewQueue = firsts();
  return subscriptions.flatMap((subscription) => {
    if (!isNewQueue(subscription.queue)) return [];
    const isNewFeed = firsts();
    const events = subscription.events.filter(
      (reference) => eventOf(reference) !== undefined && isNewFeed(reference.event),
    );
    return events.length === 0 ? [] : [{ ...subscription, events }];
  });
}

/** Tells whether a name comes for the first time. */
function firsts(): (name: string) => boolean {
  const seen = new Set<string>();
  return (name) => {
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  };
}
