import { moveAll, movesOf } from "../automation/move.ts";
import { openEngine } from "../automation/open-engine.ts";
import { survey } from "../automation/survey.ts";
import { EnvironmentError } from "../local/environment-error.ts";
import { printable } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { stacksOfBase } from "../sharding/sharded-plan.ts";
import type { CliContext } from "./context.ts";
import { liveProgress } from "./live-progress.ts";
import { shardedStack } from "./sharded-stack.ts";
import { failureText } from "./up-text.ts";

export interface MoveOptions {
  readonly stack?: string;
  readonly yes?: true;
}

/** States that are read at once. */
const PARALLEL = 4;

/** `topology shards move` */
export async function shardsMove(options: MoveOptions, context: CliContext): Promise<void> {
  const stack = await shardedStack(options.stack, context);
  if (stack === undefined) return;
  const { plan } = stack;
  const live = liveProgress(context.stderr);
  try {
    live.progress("asking the engine what stands");
    const engine = await openEngine(context.cwd, plan.base, context.env, context.signal);
    const existing = stacksOfBase(plan.base, await engine.list());
    const { deployed, unreadable } = await survey(engine, plan.base, existing, existing, PARALLEL);
    live.clear();
    if (unreadable.size > 0) {
      for (const [stack, failure] of unreadable)
        context.stderr.write(failureText({ stack, kind: "failed", seconds: 0, changes: {}, failure }));
      return context.setExitCode(3);
    }
    const moves = movesOf(plan, deployed);
    const words = moves.map(
      ({ from, to, ids }) => `${count(ids.length, "resource")} from ${printable(from)} to ${printable(to)}\n`,
    );
    if (moves.length === 0) context.stdout.write("everything is in its stack\n");
    else if (options.yes !== true)
      context.stdout.write(`to be moved, with --yes:\n${words.map((line) => `  ${line}`).join("")}`);
    else {
      await moveAll(engine, moves, existing, (move) =>
        live.progress(`moving ${count(move.ids.length, "resource")} from ${move.from} to ${move.to}`),
      ).catch((error: unknown) => {
        context.signal.throwIfAborted();
        throw new EnvironmentError(
          `the engine could not move them: ${error instanceof Error ? error.message.trim() : String(error)}`,
          "nothing is lost: what was moved is in its new stack, and the same command again moves the rest",
          { cause: error },
        );
      });
      live.clear();
      context.stdout.write(`moved:\n${words.map((line) => `  ${line}`).join("")}`);
    }
  } finally {
    live.clear();
  }
}
