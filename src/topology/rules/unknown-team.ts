import { didYouMean } from "../../did-you-mean.ts";
import type { Rule } from "./rule.ts";

/** A team named in an allow list is declared somewhere. */
export const unknownTeam: Rule = {
  code: "unknown-team",
  check(topology, catalogue) {
    const allowed = topology.teams.flatMap((team) => team.events.flatMap((event) => event.allow));
    return allowed.flatMap(({ name, span }) => {
      if (catalogue.teams.has(name)) return [];
      const guess = didYouMean(name, [...catalogue.teams.keys()]);
      return {
        code: this.code,
        severity: "error" as const,
        message: `there is no team ${name}${guess.text || "; declare it or remove it from the allow list"}`,
        span,
        ...(guess.name !== undefined && { fix: guess.name }),
      };
    });
  },
};
