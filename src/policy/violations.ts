import type { Fact } from "./fact.ts";
import type { PolicyRule } from "./policy.ts";
import { allowedBackends } from "./rules/allowed-backends.ts";
import { bounds } from "./rules/bounds.ts";
import { forbiddenSubscription } from "./rules/forbidden-subscription.ts";
import { names } from "./rules/names.ts";
import { requiredFilter } from "./rules/required-filter.ts";
import { statements } from "./rules/statements.ts";
import type { Violation } from "./rules/violation.ts";

/**
 * Where the facts break the rule.
 * @throws SlowPattern
 */
export function violations(rule: PolicyRule, facts: readonly Fact[]): readonly Violation[] {
  const meant = facts.filter((fact) => isMeant(rule, fact));
  switch (rule.rule) {
    case "team-name":
    case "event-name":
    case "queue-name":
      return names(rule, meant);
    case "team-contact":
    case "team-reviewers":
    case "event-description":
    case "event-schema":
    case "restricted-event-allow":
      return statements(rule, meant);
    case "retention":
    case "ack-deadline":
    case "delivery-attempts":
      return bounds(rule, meant);
    case "forbidden-subscription":
      return forbiddenSubscription(rule, meant);
    case "required-filter":
      return requiredFilter(rule, meant);
    case "allowed-backends":
      return allowedBackends(rule, meant);
  }
}

/** What is wrong, followed by the platform team's own words. */
export function sentence({ complaint }: Violation, { message }: PolicyRule): string {
  return message === undefined ? complaint : `${complaint}: ${message}`;
}

function isMeant({ teams, exceptTeams = [] }: PolicyRule, fact: Fact): boolean {
  if (fact.kind === "backend") return true;
  const isOneOf = (list: readonly { readonly name: string }[]) => list.some(({ name }) => name === fact.team);
  return (teams === undefined || isOneOf(teams)) && !isOneOf(exceptTeams);
}
