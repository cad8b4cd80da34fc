import type { Rule } from "./rule.ts";

/** An event has exactly one owner; names of events are unique in the organization. */
export const twoOwners: Rule = {
  code: "two-owners",
  check(_topology, catalogue) {
    return [...catalogue.events.values()].flatMap(([first, ...others]) =>
      others.map((other) => ({
        code: this.code,
        severity: "error" as const,
        message: `the event ${other.name} is declared by ${first?.team} and by ${other.team}; only one team can own it`,
        span: other.span,
        related: first === undefined ? [] : [{ message: `${first.team} declares it here`, span: first.span }],
      })),
    );
  },
};
