import type { Diagnostic } from "../diagnostic.ts";
import { patternProblem } from "./name-pattern.ts";
import type { Policy, PolicyRule } from "./policy.ts";

/** What is wrong with a policy whatever the topology, beyond its shape. */
export function policyMistakes(policy: Policy): readonly Diagnostic[] {
  return policy.rules.flatMap((rule) => [...badPattern(rule), ...impossibleBounds(rule)]);
}

function badPattern(rule: PolicyRule): readonly Diagnostic[] {
  if (!("pattern" in rule)) return [];
  const problem = patternProblem(rule.pattern);
  if (problem === undefined) return [];
  const message = `the pattern is not a regular expression: ${problem}`;
  return [{ code: "bad-policy-pattern", severity: "error", message, span: rule.patternSpan }];
}

function impossibleBounds(rule: PolicyRule): readonly Diagnostic[] {
  if (!("min" in rule && "max" in rule) || rule.min === undefined || rule.max === undefined || rule.min <= rule.max)
    return [];
  const message = `no ${rule.rule} is both at least min and at most max; min has to be the smaller one`;
  return [{ code: "bad-policy-bounds", severity: "error", message, span: rule.span }];
}
