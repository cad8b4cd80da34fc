import { isDeepStrictEqual } from "node:util";
import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { nodeFiles } from "../files.ts";
import { printableSentence } from "../report/printable.ts";
import { text } from "../report/text.ts";
import { type ShardedPlan, shardedPlan } from "../sharding/sharded-plan.ts";
import { check } from "./check.ts";
import type { CliContext } from "./context.ts";
import { UnknownRevision } from "./git-revision.ts";
import { lookOf } from "./look.ts";
import { revisions } from "./revisions.ts";
import { chooseStacks } from "./stacks.ts";
import { WrongUse } from "./wrong-use.ts";

/**
 * The plan of a stack file as stacks of the engine. Its problems are told on stderr.
 * @returns undefined when there are errors: the exit code is 1 then
 * @throws WrongUse when no stack is named
 */
export async function shardedStack(stack: string | undefined, context: CliContext): Promise<ShardedPlan | undefined> {
  if (stack === undefined) throw new WrongUse("which stack? Give --stack");
  const { plan, problems } = await planIn(stack, nodeFiles(context.cwd), context);
  context.stderr.write(problems);
  if (plan === undefined) context.setExitCode(1);
  return plan;
}

/**
 * The plan as it was at a git ref; empty when the stack file was not there, so that every stack counts as changed.
 * @returns undefined when it had errors, or the ref is not there: that is told, and the exit code is 1
 */
export async function shardedStackAt(
  ref: string,
  plan: ShardedPlan,
  context: CliContext,
): Promise<ShardedPlan | undefined> {
  try {
    const { files } = (await revisions(ref, undefined, {}, context.cwd)).base;
    const nothing = { ...plan, shards: new Map() };
    if (!(await files.exists(`stacks/Pulumi.${plan.base}.yaml`))) return nothing;
    if (await differsIn(plan.transforms, files, context)) return nothing;
    const before = await planIn(plan.base, files, context);
    if (before.plan === undefined) {
      context.stderr.write(`error: the topology at ${printableSentence(ref)} has errors; give a ref without any\n`);
      context.setExitCode(1);
    }
    return before.plan;
  } catch (error) {
    if (!(error instanceof UnknownRevision)) throw error;
    context.stderr.write(`error: ${printableSentence(error.message)}\nhelp: ${printableSentence(error.remedy)}\n`);
    context.setExitCode(1);
    return undefined;
  }
}

/** A module is loaded from the working tree alone: when it is another one now, every stack may differ. */
async function differsIn(file: string | undefined, files: Files, { cwd }: CliContext): Promise<boolean> {
  if (file === undefined) return false;
  return !isDeepStrictEqual(await files.read(file), await nodeFiles(cwd).read(file));
}

async function planIn(
  name: string,
  files: Files,
  context: CliContext,
): Promise<{ readonly plan: ShardedPlan | undefined; readonly problems: string }> {
  const checked = await check(undefined, await chooseStacks({ stack: name }, files), files, context.cwd);
  const problems = text(checked.diagnostics, checked.sources, lookOf(context.stderr, context.env));
  const [deployment] = checked.deployments;
  if (hasErrors(checked.diagnostics) || deployment === undefined) return { plan: undefined, problems };
  return { plan: shardedPlan(name, deployment.backend, deployment.input), problems };
}
