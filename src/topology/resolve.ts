import type { Catalogue } from "./catalogue.ts";
import { DEFAULTS } from "./defaults.ts";
import type { Graph, QueueNode } from "./graph.ts";
import type { SubscriptionDeclaration, Topology } from "./topology.ts";

/** Topology → Graph. The topology has passed the rules: every reference has one event. */
export function resolve(topology: Topology, catalogue: Catalogue): Graph {
  return {
    organization: topology.organization,
    teams: topology.teams.map(({ name, contact, span }) => ({ name, ...(contact !== undefined && { contact }), span })),
    events: topology.teams.flatMap((team) => team.events),
    queues: topology.teams.flatMap((team) =>
      team.subscriptions.map((subscription) => queueOf(subscription, topology, catalogue)),
    ),
  };
}

function queueOf(subscription: SubscriptionDeclaration, topology: Topology, catalogue: Catalogue): QueueNode {
  return {
    team: subscription.team,
    queue: subscription.queue,
    inputs: subscription.events.map((reference) => {
      const event = catalogue.eventOf(reference);
      if (event === undefined) throw new Error(`${reference.event} has passed the rules but is not declared`);
      return { event, span: reference.span };
    }),
    ...(subscription.filter && { filter: subscription.filter }),
    ...DEFAULTS,
    ...topology.defaults,
    ...subscription.policy,
    span: subscription.span,
  };
}
