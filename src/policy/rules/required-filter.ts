import type { Fact } from "../fact.ts";
import type { RequiredFilterRule } from "../policy.ts";
import type { Violation } from "./violation.ts";

/** Nobody takes the named events without a filter. */
export function requiredFilter(rule: RequiredFilterRule, facts: readonly Fact[]): readonly Violation[] {
  const events = new Set(rule.events.map(({ name }) => name));
  return facts.flatMap((fact) => {
    if (fact.kind !== "feed" || fact.filtered || !events.has(fact.event)) return [];
    return { fact, complaint: `${fact.team}/${fact.queue} takes every ${fact.event}; it needs a filter` };
  });
}
