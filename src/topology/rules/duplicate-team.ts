import type { TeamDeclaration } from "../topology.ts";
import type { Rule } from "./rule.ts";

/** A team is declared in one place, over the main file and all included files. (Within one file YAML itself forbids it.) */
export const duplicateTeam: Rule = {
  code: "duplicate-team",
  check(topology) {
    const first = new Map<string, TeamDeclaration>();
    return topology.teams.flatMap((team) => {
      const declared = first.get(team.name);
      first.set(team.name, declared ?? team);
      if (declared === undefined) return [];
      return {
        code: this.code,
        severity: "error" as const,
        message: `the team ${team.name} is declared a second time; put all its events and subscriptions in one place`,
        span: team.span,
        related: [{ message: "the first declaration is here", span: declared.span }],
      };
    });
  },
};
