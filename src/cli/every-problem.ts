import type { Files } from "../document/files.ts";
import { type Checked, check } from "./check.ts";
import { checkWithPolicy } from "./policy.ts";
import type { FoundStack } from "./stacks.ts";

/**
 * All that can be wrong with a topology, its stacks, and what the platform's policy says of both: what `topology validate`
 * and the Action tell. A check that is added here is added everywhere.
 * @param file the topology; when undefined each stack's own, else `topology.yaml`
 * @param policy path of the policy file; when undefined the one beside each topology, where there is one; none when false
 * @param folder where to load the user's transforms from; without it they are left out
 */
export async function everyProblem(
  { file, policy }: { readonly file?: string | undefined; readonly policy?: string | false | undefined },
  stacks: readonly FoundStack[],
  files: Files,
  folder?: string,
): Promise<Checked> {
  return checkWithPolicy(policy, await check(file, stacks, files, folder), files);
}
