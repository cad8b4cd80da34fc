import type { Rule } from "./rule.ts";

/** An allow list means nothing on a public event: whoever wrote it believes the event to be protected. */
export const unusedAllow: Rule = {
  code: "unused-allow",
  check(topology) {
    const events = topology.teams.flatMap((team) => team.events);
    return events.flatMap((event) => {
      if (event.visibility === "restricted" || event.allow.length === 0) return [];
      return {
        code: this.code,
        severity: "error" as const,
        message: `the event ${event.name} has an allow list but is public; add "visibility: restricted" or remove the list`,
        span: event.span,
      };
    });
  },
};
