import type { Backend, BackendInput } from "../backends/backend.ts";
import type { Declared } from "../compile.ts";
import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { nodeFiles } from "../files.ts";
import { text } from "../report/text.ts";
import { checkedDigest } from "../sharding/checked.ts";
import { type ShardedPlan, shardedPlan } from "../sharding/sharded-plan.ts";
import { check } from "./check.ts";
import type { CliContext } from "./context.ts";
import { lookOf } from "./look.ts";
import { chooseStacks } from "./stacks.ts";
import { WrongUse } from "./wrong-use.ts";

/** A topology on a stack file, without errors, as the stacks of the engine that it runs as. */
export interface ShardedStack {
  readonly plan: ShardedPlan;
  readonly backend: Backend;
  readonly input: BackendInput;
  readonly declared: Declared;
  /** Stands for all that was checked (`checkedDigest`). */
  readonly checked: string;
}

/**
 * A stack file's topology as stacks of the engine. Its problems are told on stderr.
 * @returns undefined when there are errors: the exit code is 1 then
 * @throws WrongUse when no stack is named
 */
export async function shardedStack(stack: string | undefined, context: CliContext): Promise<ShardedStack | undefined> {
  if (stack === undefined) throw new WrongUse("which stack? Give --stack");
  const { sharded, problems } = await shardedIn(stack, nodeFiles(context.cwd), context);
  context.stderr.write(problems);
  if (sharded === undefined) context.setExitCode(1);
  return sharded;
}

/** With the problems of the topology and of the stack file in words; undefined when an error is among them. */
export async function shardedIn(
  name: string,
  files: Files,
  context: CliContext,
): Promise<{ readonly sharded: ShardedStack | undefined; readonly problems: string }> {
  const { deployments, subjects, diagnostics, sources } = await check(
    undefined,
    await chooseStacks({ stack: name }, files),
    files,
    context.cwd,
  );
  const problems = text(diagnostics, sources, lookOf(context.stderr, context.env));
  const [deployment, subject] = [deployments[0], subjects[0]];
  if (hasErrors(diagnostics) || deployment === undefined || subject?.compiled.declared === undefined)
    return { sharded: undefined, problems };
  const { backend, input } = deployment;
  const sharded = {
    plan: shardedPlan(name, backend, input),
    backend,
    input,
    declared: subject.compiled.declared,
    checked: checkedDigest(sources.values(), input.desired),
  };
  return { sharded, problems };
}
