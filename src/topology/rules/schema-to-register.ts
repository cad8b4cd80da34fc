import type { Rule } from "./rule.ts";

/** Only what is there can be registered. */
export const schemaToRegister: Rule = {
  code: "schema-to-register",
  check(topology) {
    const events = topology.teams.flatMap((team) => team.events);
    return events.flatMap((event) => {
      if (!event.registerSchema || event.schema !== undefined) return [];
      return {
        code: this.code,
        severity: "error" as const,
        message: `the event ${event.name} wants its schema registered but has none; add "schema" with the path of its JSON Schema, or remove "registerSchema"`,
        span: event.span,
      };
    });
  },
};
