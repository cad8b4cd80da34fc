import assert from "node:assert/strict";
import { hasErrors, startOf } from "../../diagnostic.ts";
import { compiled } from "../../test-support/compiled.ts";
import { memoryFiles } from "../../test-support/memory-files.ts";
import { checkPolicy } from "../check-policy.ts";
import { factsOfDesired } from "../facts-of-desired.ts";
import type { Policy } from "../policy.ts";
import { readPolicy } from "../read-policy.ts";

/** A policy that has no problems, of the YAML of its rules. */
export async function policyOf(rules: string): Promise<Policy> {
  const text = `version: 1\nrules:\n${rules.replace(/^\n/, "")}`;
  const { policy, diagnostics } = await readPolicy("p.yaml", memoryFiles({ "p.yaml": text }));
  assert.ok(policy !== undefined && !hasErrors(diagnostics), JSON.stringify(diagnostics, undefined, 2));
  return policy;
}

/** What a topology breaks of a policy, as `id level sentence`, in the order of the rules. */
export async function brokenBy(teams: string, rules: string): Promise<readonly string[]> {
  const { desired, origins } = await compiled(`version: 1\norganization: ar\nteams:\n${teams.replace(/^\n/, "")}`, {
    "s.json": "{}",
  });
  const policy = await policyOf(rules);
  const spanOf = (id: string) => {
    assert.ok(origins.has(id), `${id} has no place in the text`);
    return startOf(id);
  };
  return checkPolicy(policy, factsOfDesired(desired), spanOf).map(
    ({ span, severity, code, message }) => `${severity} ${code} ${span.file}: ${message}`,
  );
}
