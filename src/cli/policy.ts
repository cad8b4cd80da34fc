import { posix } from "node:path";
import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { POLICY_FILE } from "../policy/policy-file.ts";
import { type Checked, distinct } from "./check.ts";

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
    const { readPolicy } = await import("../policy/read-policy.ts");
    const read = await readPolicy(file, files);
    for (const [name, text] of read.sources) sources.set(name, text);
    problems.push(...read.diagnostics);
    if (read.policy === undefined) continue;
    const { policyProblems } = await import("./policy-problems.ts");
    problems.push(...policyProblems(read.policy, subject));
  }
  return { ...checked, diagnostics: sortDiagnostics(distinct([...checked.diagnostics, ...problems])), sources };
}
