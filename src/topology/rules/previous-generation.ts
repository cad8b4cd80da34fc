import type { Rule } from "./rule.ts";

/** The first generation has none before it. */
export const previousGeneration: Rule = {
  code: "previous-generation",
  check(topology) {
    return topology.teams.flatMap(({ subscriptions }) =>
      subscriptions.flatMap(({ team, queue, generation, previous }) => {
        if (previous === undefined || generation > 1) return [];
        return {
          code: this.code,
          severity: "error" as const,
          message: `${team}/${queue} has a "previous" generation but is the first itself; add "generation: 2", or remove "previous"`,
          span: previous.span,
        };
      }),
    );
  },
};
