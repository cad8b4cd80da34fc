import type { Rule } from "./rule.ts";

/** Only the owner and the teams it allows can subscribe to a restricted event. */
export const restrictedEvent: Rule = {
  code: "restricted-event",
  check(_topology, catalogue) {
    const restricted = catalogue.references.filter(({ event }) => event?.visibility === "restricted");
    return restricted.flatMap(({ reference, subscription, event }) => {
      if (event === undefined || event.team === subscription.team) return [];
      if (event.allow.some((allowed) => allowed.name === subscription.team)) return [];
      return {
        code: this.code,
        severity: "error" as const,
        message: `${event.team} restricts the event ${event.name} and does not allow ${subscription.team}; ask ${event.team} to add ${subscription.team} to its allow list`,
        span: reference.span,
        related: [{ message: `${event.team} restricts it here`, span: event.span }],
      };
    });
  },
};
