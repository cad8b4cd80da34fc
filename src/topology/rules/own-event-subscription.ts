import type { Rule } from "./rule.ts";

/** A team that subscribes to its own event may mean to; more often it is a slip. */
export const ownEventSubscription: Rule = {
  code: "own-event-subscription",
  check(_topology, catalogue) {
    const own = catalogue.references.filter(({ event, subscription }) => event?.team === subscription.team);
    return own.flatMap(({ reference, subscription, event }) =>
      event === undefined
        ? []
        : {
            code: this.code,
            severity: "warning" as const,
            message: `${subscription.team} subscribes to ${event.name}, an event of its own; remove it unless it is meant`,
            span: reference.span,
            related: [{ message: "the event is declared here", span: event.span }],
          },
    );
  },
};
