import type { Rule } from "./rule.ts";

/** A team without events and subscriptions takes no part yet. */
export const emptyTeam: Rule = {
  code: "empty-team",
  check(topology) {
    return topology.teams.flatMap((team) => {
      if (team.events.length > 0 || team.subscriptions.length > 0) return [];
      return {
        code: this.code,
        severity: "warning" as const,
        message: `${team.name} has no events and no subscriptions; add some or remove the team`,
        span: team.span,
      };
    });
  },
};
