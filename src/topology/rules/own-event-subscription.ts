import type { Rule } from "./rule.ts";

/** A team that subscribes to its own event may mean to; more often it is a slip. */
export const ownEventSubscription: Rule = {
  code: "own-event-subscription",
  check(topology, catalogue) {
    const subscriptions = topology.teams.flatMap((team) => team.subscriptions);
    return subscriptions.flatMap((subscription) =>
      subscription.events.flatMap((reference) => {
        const event = catalogue.eventOf(reference);
        if (event?.team !== subscription.team) return [];
        return {
          code: this.code,
          severity: "warning" as const,
          message: `${subscription.team} subscribes to ${event.name}, an event of its own; remove it unless it is meant`,
          span: reference.span,
          related: [{ message: "the event is declared here", span: event.span }],
        };
      }),
    );
  },
};
