import { posix } from "node:path";
import { backends } from "../backends/registry.ts";
import { type Diagnostic, type Span, sortDiagnostics } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import type { Fact } from "../policy/fact.ts";
import { factsOfDesired } from "../policy/facts-of-desired.ts";
import type { Policy } from "../policy/policy.ts";
import { POLICY_FILE, readPolicy } from "../policy/read-policy.ts";
import { unknownNames } from "../policy/unknown-names.ts";
import { type Checked, distinct, type Subject } from "./check.ts";

/**
 * Adds what the platform's policy says of what was checked, its stacks included.
 * @param policy path of the policy file; when undefined the one beside each topology, where there is one; none when false
 */
export async function checkWithPolicy(
  policy: string | false | undefined,
  checked: Checked,
  files: Files,
): Promise<Checked> {
  if (policy === false) return checked;
  const problems: Diagnostic[] = [];
  const sources = new Map(checked.sources);
  for (const subject of checked.subjects) {
    const file = policy ?? posix.join(posix.dirname(subject.file), POLICY_FILE);
    if (policy === undefined && !(await files.exists(file))) continue;
    const read = await readPolicy(file, files);
    for (const [name, text] of read.sources) sources.set(name, text);
    problems.push(...read.diagnostics, ...(read.policy === undefined ? [] : broken(read.policy, subject)));
  }
  return { ...checked, diagnostics: sortDiagnostics(distinct([...checked.diagnostics, ...problems])), sources };
}

function broken(policy: Policy, { compiled: { desired, origins }, stacks }: Subject): readonly Diagnostic[] {
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
