import type { Fact } from "../fact.ts";
import type { AllowedBackendsRule } from "../policy.ts";
import type { Violation } from "./violation.ts";

/** A stack runs on one of the named clouds. */
export function allowedBackends(rule: AllowedBackendsRule, facts: readonly Fact[]): readonly Violation[] {
  const allowed = rule.backends.map(({ name }) => name);
  return facts.flatMap((fact) => {
    if (fact.kind !== "backend" || allowed.includes(fact.backend)) return [];
    return { fact, complaint: `the backend ${fact.backend} is not allowed, only ${allowed.join(", ")}` };
  });
}
