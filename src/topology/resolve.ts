import type { Catalogue } from "./catalogue.ts";
import { DEFAULTS } from "./defaults.ts";
import type { Graph, QueueNode } from "./graph.ts";
import type { SubscriptionDeclaration, SubscriptionPolicy, Topology } from "./topology.ts";

/** Topology → Graph. The topology has passed the rules: every reference has one event. */
export function resolve(topology: Topology, catalogue: Catalogue): Graph {
  const defaults = { ...DEFAULTS, ...topology.defaults };
  return {
    organization: topology.organization,
    reviewers: topology.reviewers,
    teams: topology.teams.map(({ name, contact, reviewers, span }) => ({
      name,
      ...(contact !== undefined && { contact }),
      reviewers,
      span,
    })),
    events: topology.teams.flatMap((team) => team.events),
    queues: topology.teams.flatMap((team) =>
      team.subscriptions.map((subscription) => queueOf(subscription, defaults, catalogue)),
    ),
  };
}

function queueOf(
  { team, queue, events, filter, policy, span }: SubscriptionDeclaration,
  defaults: Required<SubscriptionPolicy>,
  catalogue: Catalogue,
): QueueNode {
  const node = {
    team,
    queue,
    inputs: events.map((reference) => {
      const event = catalogue.eventOf(reference);
      if (event === undefined) throw new Error(`${reference.event} has passed the rules but is not declared`);
      return { event, span: reference.span };
    }),
    ackDeadlineSeconds: policy.ackDeadlineSeconds ?? defaults.ackDeadlineSeconds,
    retentionSeconds: policy.retentionSeconds ?? defaults.retentionSeconds,
    maxDeliveryAttempts: policy.maxDeliveryAttempts ?? defaults.maxDeliveryAttempts,
    span,
  };
  return filter === undefined ? node : { ...node, filter };
}
