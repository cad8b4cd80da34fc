import type { Fact } from "../fact.ts";
import type { ForbiddenSubscriptionRule } from "../policy.ts";
import type { Violation } from "./violation.ts";

/** The teams do not subscribe to what the rule names; an owner may always take its own events. */
export function forbiddenSubscription(rule: ForbiddenSubscriptionRule, facts: readonly Fact[]): readonly Violation[] {
  const owners = new Set<string | undefined>(rule.owners.map(({ name }) => name));
  const events = new Set(rule.events.map(({ name }) => name));
  return facts.flatMap((fact) => {
    if (fact.kind !== "feed" || fact.owner === fact.team) return [];
    if (!owners.has(fact.owner) && !events.has(fact.event)) return [];
    const owned = fact.owner === undefined ? "" : ` of ${fact.owner}`;
    return { fact, complaint: `${fact.team} must not subscribe to ${fact.event}${owned}` };
  });
}
