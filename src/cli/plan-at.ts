import { isDeepStrictEqual } from "node:util";
import type { BackendInput } from "../backends/backend.ts";
import { checkDeployment } from "../backends/check-deployment.ts";
import { stackFilePath } from "../backends/stack-files.ts";
import { compile } from "../compile.ts";
import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { nodeFiles } from "../files.ts";
import { printableSentence } from "../report/printable.ts";
import { differingTeams } from "../review/differing-teams.ts";
import { inputOfTeams, isDivisible, planBefore } from "../sharding/part-plan.ts";
import type { ShardedPlan } from "../sharding/sharded-plan.ts";
import type { CliContext } from "./context.ts";
import { UnknownRevision } from "./git-revision.ts";
import { revisions } from "./revisions.ts";
import { type ShardedStack, shardedIn } from "./sharded-stack.ts";

/**
 * The plan as it was at a git ref; empty when the stack file was not there, so that every stack counts as changed.
 * @returns undefined when it had errors, or the ref is not there: that is told, and the exit code is 1
 */
export async function planAt(ref: string, stack: ShardedStack, context: CliContext): Promise<ShardedPlan | undefined> {
  const { plan } = stack;
  try {
    const { files } = (await revisions(ref, undefined, {}, context.cwd)).base;
    const nothing = { ...plan, shards: new Map() };
    if (!(await files.exists(stackFilePath(plan.base)))) return nothing;
    // A module is loaded from the working tree alone: when it is another one now, every stack may differ.
    if (plan.transforms !== undefined && (await differsIn(plan.transforms, files, context))) return nothing;
    const partly = await planOfTeamsAt(files, stack, context);
    if (partly !== undefined) return partly;
    const before = await shardedIn(plan.base, files, context);
    if (before.sharded === undefined) {
      context.stderr.write(`error: the topology at ${printableSentence(ref)} has errors; give a ref without any\n`);
      context.setExitCode(1);
    }
    return before.sharded?.plan;
  } catch (error) {
    if (!(error instanceof UnknownRevision)) throw error;
    context.stderr.write(`error: ${printableSentence(error.message)}\nhelp: ${printableSentence(error.remedy)}\n`);
    context.setExitCode(1);
    return undefined;
  }
}

/** Where nothing but some teams of the topology differs, only what can be another stack because of them is planned. */
async function planOfTeamsAt(files: Files, now: ShardedStack, context: CliContext): Promise<ShardedPlan | undefined> {
  const { plan, backend, input, declared } = now;
  if (!isDivisible(input) || (await differsIn(stackFilePath(plan.base), files, context))) return undefined;
  const was = await compile(input.stack.topology, files);
  if (was.desired === undefined || was.declared === undefined) return undefined;
  const ofAll = ({ organization, schemas }: BackendInput["desired"]) => ({ organization, schemas });
  const changed = differingTeams(was.declared, declared);
  if (changed === undefined || !isDeepStrictEqual(ofAll(was.desired), ofAll(input.desired))) return undefined;
  const before = { input: { ...input, desired: was.desired, origins: was.origins }, parts: was.declared };
  if (hasErrors(checkDeployment(backend, inputOfTeams(before.input, before.parts, changed)))) return undefined;
  return planBefore(plan, backend, before, { input, parts: declared }, changed);
}

async function differsIn(file: string, files: Files, { cwd }: CliContext): Promise<boolean> {
  return !isDeepStrictEqual(await files.read(file), await nodeFiles(cwd).read(file));
}
