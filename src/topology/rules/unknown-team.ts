import { didYouMean } from "../../did-you-mean.ts";
import type { Rule } from "./rule.ts";

/** A team named in an allow list, or as agreeing to a change of a schema, is declared somewhere. */
export const unknownTeam: Rule = {
  code: "unknown-team",
  check(topology, catalogue) {
    const events = topology.teams.flatMap((team) => team.events);
    const named = events.flatMap((event) => [...event.allow, ...(event.accepted?.by ?? [])]);
    return named.flatMap(({ name, span }) => {
      if (catalogue.teams.has(name)) return [];
      const guess = didYouMean(name, [...catalogue.teams.keys()]);
      return {
        code: this.code,
        severity: "error" as const,
        message: `there is no team ${name}${guess.text || "; declare it or remove it from the list"}`,
        span,
        ...(guess.name !== undefined && { fix: guess.name }),
      };
    });
  },
};
