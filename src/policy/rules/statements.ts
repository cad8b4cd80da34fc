import type { Fact } from "../fact.ts";
import type { StatementRule } from "../policy.ts";
import type { Violation } from "./violation.ts";

/** `team-contact`, `team-reviewers`, `event-description`, `event-schema`, `restricted-event-allow`: something is said. */
export function statements({ rule }: StatementRule, facts: readonly Fact[]): readonly Violation[] {
  return facts.flatMap((fact) => {
    const complaint = missing(rule, fact);
    return complaint === undefined ? [] : { fact, complaint };
  });
}

function missing(rule: StatementRule["rule"], fact: Fact): string | undefined {
  if (fact.kind === "team" && fact.stated !== undefined) {
    if (rule === "team-contact" && !fact.stated.contact) return `the team ${fact.team} has no contact`;
    if (rule === "team-reviewers" && !fact.stated.reviewers) return `the team ${fact.team} has no reviewers`;
  }
  if (fact.kind === "event" && fact.stated !== undefined) {
    const { description, schema, restrictedToNobody } = fact.stated;
    if (rule === "event-description" && !description) return `the event ${fact.event} has no description`;
    if (rule === "event-schema" && !schema) return `the event ${fact.event} has no schema`;
    if (rule === "restricted-event-allow" && restrictedToNobody)
      return `the event ${fact.event} is restricted and allows no team`;
  }
  return undefined;
}
