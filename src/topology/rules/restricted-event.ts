import type { Rule } from "./rule.ts";

/** Only the owner and the teams it allows can subscribe to a restricted event. */
export const restrictedEvent: Rule = {
  code: "restricted-event",
  check(topology, catalogue) {
    const subscriptions = topology.teams.flatMap((team) => team.subscriptions);
    return subscriptions.flatMap((subscription) =>
      subscription.events.flatMap((reference) => {
        const event = catalogue.eventOf(reference);
        if (event === undefined || event.visibility === "public" || event.team === subscription.team) return [];
        if (event.allow.some((allowed) => allowed.name === subscription.team)) return [];
        return {
          code: this.code,
          severity: "error" as const,
          message: `${event.team} restricts the event ${event.name} and does not allow ${subscription.team}; ask ${event.team} to add ${subscription.team} to its allow list`,
          span: reference.span,
          related: [{ message: `${event.team} restricts it here`, span: event.span }],
        };
      }),
    );
  },
};
