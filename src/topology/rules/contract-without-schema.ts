import type { Rule } from "./rule.ts";

/** What is said of an event's schema means something only where there is one. */
export const contractWithoutSchema: Rule = {
  code: "contract-without-schema",
  check(topology) {
    const events = topology.teams.flatMap((team) => team.events);
    return events.flatMap((event) => {
      if (event.schema !== undefined) return [];
      const keys = (["compatibility", "accepted", "example"] as const).filter((key) => event[key] !== undefined);
      if (keys.length === 0) return [];
      return {
        code: this.code,
        severity: "error" as const,
        message: `the event ${event.name} has ${keys.map((key) => `"${key}"`).join(" and ")} but no schema; add "schema" or remove ${keys.length > 1 ? "them" : "it"}`,
        span: event.span,
      };
    });
  },
};
