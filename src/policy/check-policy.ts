import { type Diagnostic, type Span, startOf } from "../diagnostic.ts";
import type { Fact } from "./fact.ts";
import { SlowPattern } from "./name-pattern.ts";
import type { Policy, PolicyRule } from "./policy.ts";
import { sentence, violations } from "./violations.ts";

/**
 * Where facts break the policy: code `policy/<rule>`, at the place of the fact, with the rule as related place.
 * @param spanOf place of a fact, by its `at`
 */
export function checkPolicy(
  policy: Policy,
  facts: readonly Fact[],
  spanOf: (at: string) => Span | undefined,
): readonly Diagnostic[] {
  return policy.rules.flatMap((rule) => {
    try {
      return violations(rule, facts).map((violation) => ({
        code: `policy/${rule.rule}`,
        severity: rule.level,
        message: sentence(violation, rule),
        span: spanOf(violation.fact.at) ?? startOf(rule.span.file),
        related: [{ message: "the policy asks for it here", span: rule.span }],
      }));
    } catch (error) {
      if (!(error instanceof SlowPattern) || !("pattern" in rule)) throw error;
      return [slowPattern(rule)];
    }
  });
}

function slowPattern(rule: Extract<PolicyRule, { readonly pattern: string }>): Diagnostic {
  const message = "the pattern takes too long to match; avoid a repetition within a repetition, such as (a+)+";
  return { code: "bad-policy-pattern", severity: "error", message, span: rule.patternSpan };
}
