import type { Rule } from "./rule.ts";

/** A queue keeps the order of what comes in order: each of its events has to be ordered. */
export const orderedSubscription: Rule = {
  code: "ordered-subscription",
  check(_topology, catalogue) {
    return catalogue.references.flatMap(({ reference, subscription, event }) => {
      if (!subscription.ordered || event === undefined || event.ordered) return [];
      return {
        code: this.code,
        severity: "error" as const,
        message: `${subscription.team}/${subscription.queue} is ordered, but the event ${event.name} is not; ask ${event.team} to add "ordered: true" to the event, or remove it here`,
        span: reference.span,
        related: [{ message: "the event is declared here", span: event.span }],
      };
    });
  },
};
