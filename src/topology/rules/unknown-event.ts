import { didYouMean } from "../../did-you-mean.ts";
import type { Rule } from "./rule.ts";

/** A subscription is only possible to an event that some team owns, named with its true owner if with one. */
export const unknownEvent: Rule = {
  code: "unknown-event",
  check(_topology, catalogue) {
    const unknown = catalogue.references.filter(({ event }) => event === undefined);
    return unknown.map(({ reference }) => {
      const [declared] = catalogue.events.get(reference.event) ?? [];
      if (declared !== undefined)
        return {
          code: this.code,
          severity: "error" as const,
          message: `the event ${reference.event} is owned by ${declared.team}, not by ${reference.owner}; write ${declared.team}/${reference.event}`,
          span: reference.span,
          related: [{ message: `${declared.team} declares it here`, span: declared.span }],
          fix: `${declared.team}/${reference.event}`,
        };
      const guess = didYouMean(reference.event, [...catalogue.events.keys()]);
      const owner = reference.owner === undefined ? "" : `${reference.owner}/`;
      return {
        code: this.code,
        severity: "error" as const,
        message: `no team declares the event ${owner}${reference.event}${guess.text || "; add it to the events of the team that owns it"}`,
        span: reference.span,
        ...(guess.name !== undefined && { fix: guess.name }),
      };
    });
  },
};
