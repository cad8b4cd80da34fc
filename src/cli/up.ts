import { movesOf } from "../automation/move.ts";
import { openEngine } from "../automation/open-engine.ts";
import { operate, type StackOutcome } from "../automation/operate.ts";
import type { Operation } from "../automation/stack-engine.ts";
import { survey, worksOf } from "../automation/survey.ts";
import { printable } from "../report/printable.ts";
import { CHECKED } from "../sharding/checked.ts";
import { changedStacks, neighbourhood, type ShardedPlan, stacksOfBase } from "../sharding/sharded-plan.ts";
import type { CliContext } from "./context.ts";
import { liveProgress } from "./live-progress.ts";
import { planAt } from "./plan-at.ts";
import { type ShardedStack, shardedStack } from "./sharded-stack.ts";
import { failureText, lineOf, summaryOf } from "./up-text.ts";
import { WrongUse } from "./wrong-use.ts";

export interface UpOptions {
  readonly stack?: string;
  readonly changedSince?: string;
  readonly only?: readonly string[];
  readonly parallel: number;
  readonly yes?: true;
  readonly early?: true;
  readonly remove?: true;
}

/** `topology up`, `preview`, `refresh` and `destroy` */
export async function drive(operation: Operation, options: UpOptions, context: CliContext): Promise<void> {
  const { signal, cwd, env } = context;
  if (operation !== "preview" && options.yes !== true)
    throw new WrongUse(
      operation === "up"
        ? "up changes what is deployed; see topology preview, then give --yes"
        : `${operation} needs --yes`,
    );
  const stack = await shardedStack(options.stack, context);
  if (stack === undefined) return;
  const { plan } = stack;
  const wanted = await chosenOf(options, stack, context);
  if (wanted === undefined) return;

  const began = Date.now();
  const live = liveProgress(context.stderr);
  try {
    live.progress("asking the engine what stands");
    const engine = await openEngine(cwd, plan.base, { ...env, [CHECKED]: stack.checked }, signal);
    const existing = stacksOfBase(plan.base, await engine.list());
    const all = [...new Set([...plan.shards.keys(), ...existing])].sort();
    const unknown = wanted === "all" ? [] : wanted.filter((stack) => !all.includes(stack));
    if (unknown.length > 0)
      throw new WrongUse(`there is no stack ${unknown.join(", ")}; the stacks are ${all.join(", ")}`);
    const chosen = new Set(wanted === "all" ? all : wanted);
    const near = wanted === "all" ? all : [...neighbourhood(plan, [...chosen])].sort();
    const { deployed, unreadable } = await survey(engine, plan.base, near, existing, options.parallel);
    const moves = operation === "up" || operation === "preview" ? movesOf(plan, deployed) : [];
    const [move] = moves;
    if (move !== undefined) {
      live.clear();
      return refuseToMove(plan, move, context);
    }
    const running = new Set<string>();
    const show = () => {
      if (running.size > 0) live.progress(`${operation}: ${[...running].sort().join(", ")}`);
    };
    const outcomes = await operate({
      engine,
      plan,
      operation,
      works: worksOf(plan, deployed, operation === "destroy"),
      existing,
      isChosen: (stack) => chosen.has(stack),
      early: options.early === true,
      parallel: options.parallel,
      signal,
      onStart: ({ stack }) => {
        running.add(stack);
        show();
      },
      onEnd: (step, outcome) => {
        running.delete(step.stack);
        live.clear();
        context.stderr.write(lineOf(outcome, step.targets?.length));
        show();
      },
    });
    live.clear();
    const failed = [...unreadable].filter(([stack]) => chosen.has(stack));
    const results = [
      ...outcomes,
      ...failed.map(([stack, failure]): StackOutcome => ({ stack, kind: "failed", seconds: 0, changes: {}, failure })),
    ];
    if (operation === "destroy" && options.remove === true)
      for (const { stack, kind } of results)
        if ((kind === "done" || kind === "up-to-date") && existing.includes(stack)) await engine.remove(stack);
    tell(operation, results, (Date.now() - began) / 1000, context);
  } finally {
    live.clear();
  }
}

/** @returns undefined when the ref cannot be used, which is told then */
async function chosenOf(
  { changedSince, only }: UpOptions,
  stack: ShardedStack,
  context: CliContext,
): Promise<readonly string[] | "all" | undefined> {
  if (changedSince === undefined) return only ?? "all";
  const before = await planAt(changedSince, stack, context);
  if (before === undefined) return undefined;
  const changed = changedStacks(before, stack.plan);
  return only === undefined ? changed : changed.filter((stack) => only.includes(stack));
}

function refuseToMove(
  { base }: ShardedPlan,
  { from, to, ids }: { readonly from: string; readonly to: string; readonly ids: readonly string[] },
  context: CliContext,
): void {
  const more = ids.length > 1 ? ` and ${ids.length - 1} more` : "";
  context.stderr.write(
    `error: ${printable(ids[0] ?? "")}${more} stands in the stack ${printable(from)} and belongs into ${printable(to)}; nothing was changed\n` +
      `help: topology shards move --stack ${printable(base)} --yes\n`,
  );
  context.setExitCode(1);
}

function tell(operation: Operation, outcomes: readonly StackOutcome[], seconds: number, context: CliContext): void {
  for (const outcome of outcomes) context.stderr.write(failureText(outcome));
  context.stdout.write(summaryOf(operation, outcomes, seconds));
  const bad = outcomes.filter(({ kind }) => kind === "failed" || kind === "blocked");
  if (bad.length === 0) return;
  const failures = bad.flatMap(({ failure }) => failure ?? []);
  context.setExitCode(failures.length > 0 && failures.every(({ isInput }) => isInput) ? 1 : 3);
}
