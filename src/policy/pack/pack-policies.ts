import { posix } from "node:path";
import type { Policy, PolicyRule } from "../policy.ts";
import { sentence, violations } from "../violations.ts";
import { factsOfResources } from "./facts-of-resources.ts";
import type { StackResource } from "./stack-resource.ts";

/** One rule in the form that a policy pack of Pulumi takes. */
export interface PackPolicy {
  /** The rule's name, with a number from the second of its kind on. */
  readonly name: string;
  /** Where the policy file says it. */
  readonly description: string;
  readonly enforcementLevel: "mandatory" | "advisory";
  /** Where the resources of a stack break it. */
  check(resources: readonly StackResource[]): readonly PackViolation[];
}

export interface PackViolation {
  readonly message: string;
  readonly urn: string;
}

/** Resources do not show who is to be reached, or what an event means: only the file says that, and `validate` checks it. */
const ONLY_IN_THE_FILE: readonly PolicyRule["rule"][] = [
  "team-contact",
  "team-reviewers",
  "event-description",
  "event-schema",
  "restricted-event-allow",
];

/** Every rule that can be held against the resources. */
export function packPolicies(policy: Policy): readonly PackPolicy[] {
  const rules = policy.rules.filter(({ rule }) => !ONLY_IN_THE_FILE.includes(rule));
  return rules.map((rule, index) => {
    const before = rules.slice(0, index).filter((other) => other.rule === rule.rule).length;
    return {
      name: before === 0 ? rule.rule : `${rule.rule}-${before + 1}`,
      description: `${posix.basename(rule.span.file)}, line ${rule.span.start.line}`,
      enforcementLevel: rule.level === "error" ? "mandatory" : "advisory",
      check: (resources) =>
        violations(rule, factsOfResources(resources)).map((violation) => ({
          message: sentence(violation, rule),
          urn: violation.fact.at,
        })),
    };
  });
}
