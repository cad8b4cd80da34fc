import { backends } from "../backends/registry.ts";
import type { Diagnostic, Span } from "../diagnostic.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import type { Fact } from "../policy/fact.ts";
import { factsOfDesired } from "../policy/facts-of-desired.ts";
import type { Policy } from "../policy/policy.ts";
import { unknownNames } from "../policy/unknown-names.ts";
import type { Subject } from "./check.ts";

/** What a topology and its stacks break of a policy. */
export function policyProblems(
  policy: Policy,
  { compiled: { desired, origins }, stacks }: Subject,
): readonly Diagnostic[] {
  const backendFacts: Fact[] = [];
  const places = new Map<string, Span>(origins);
  for (const { name, stack, backend } of stacks) {
    if (stack === undefined || backend === undefined) continue;
    const at = `stack:${name}`;
    backendFacts.push({ kind: "backend", at, backend: backend.name });
    places.set(at, stack.spanOf(["backend"]));
  }
  if (desired === undefined) return checkPolicy(policy, backendFacts, (at) => places.get(at));
  const known = backends.map(({ name }) => name);
  return [
    ...unknownNames(policy, desired, known),
    ...checkPolicy(policy, [...factsOfDesired(desired), ...backendFacts], (at) => places.get(at)),
  ];
}
