import type { ShardWork } from "../sharding/change.ts";
import { readState } from "../sharding/read-state.ts";
import type { ShardedPlan } from "../sharding/sharded-plan.ts";
import { type Step, stepsOf } from "../sharding/steps.ts";
import { targetUrns } from "../sharding/urn.ts";
import { addChanges, changesOf } from "./changes.ts";
import { EngineRunFailed } from "./engine-run-failed.ts";
import { type Failure, failureOf } from "./failure.ts";
import { runSteps, type StepResult } from "./run-steps.ts";
import type { Operation, StackEngine } from "./stack-engine.ts";
import { worksOf } from "./survey.ts";

/** How it went with one stack. */
export interface StackOutcome {
  readonly stack: string;
  readonly kind: "done" | "up-to-date" | "failed" | "blocked";
  readonly seconds: number;
  /** Number of cloud resources by the engine's word for what it did with them. */
  readonly changes: Readonly<Record<string, number>>;
  readonly failure?: Failure;
  /** Who should have made what the stack needs, and what that is. */
  readonly waitsFor?: { readonly stack: string; readonly on: readonly string[] };
}

export interface OperateOptions {
  readonly engine: StackEngine;
  readonly plan: ShardedPlan;
  readonly operation: Operation;
  readonly works: readonly ShardWork[];
  readonly existing: readonly string[];
  readonly isChosen: (stack: string) => boolean;
  /** Only what other stacks wait for. */
  readonly early: boolean;
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly onStart: (step: Step) => void;
  readonly onEnd: (step: Step, outcome: StackOutcome) => void;
}

/** Runs the engine for all that is to be done. @returns sorted by stack */
export async function operate(options: OperateOptions): Promise<readonly StackOutcome[]> {
  const { engine, plan, operation, works, isChosen, parallel, signal } = options;
  const existing = new Set(options.existing);
  const ran = new Map<string, { seconds: number; changes: Record<string, number> }>();
  const steps = stepsFor(options);

  const run = async (step: Step): Promise<Failure | undefined> => {
    signal.throwIfAborted();
    options.onStart(step);
    const began = Date.now();
    const total = ran.get(step.stack) ?? { seconds: 0, changes: {} };
    ran.set(step.stack, total);
    let failure: Failure | undefined;
    try {
      if (!existing.has(step.stack)) await engine.create(step.stack);
      existing.add(step.stack);
      const report = await engine.run(operation, step.stack, urnsOf(step, works, plan));
      addChanges(total.changes, changesOf(report, step.targets !== undefined));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof EngineRunFailed)
        addChanges(total.changes, changesOf(error.report, step.targets !== undefined));
      failure = failureOf(error, step.stack, plan.base);
    }
    total.seconds += (Date.now() - began) / 1000;
    const kind = failure === undefined ? "done" : "failed";
    options.onEnd(step, { stack: step.stack, kind, ...total, ...(failure && { failure }) });
    return failure;
  };
  const missing = async ({ stack }: Step, on: readonly string[]): Promise<readonly string[]> => {
    try {
      const deployed = existing.has(stack) ? readState(stack, await engine.state(stack)) : undefined;
      if (deployed === undefined) return on;
      const left = worksOf(plan, [deployed], operation === "destroy").flatMap((work) => work.changes);
      return on.filter((id) => left.some((change) => change.id === id));
    } catch {
      signal.throwIfAborted();
      return on;
    }
  };
  const results = await runSteps<Failure>(steps, {
    parallel,
    run,
    missing,
    isChosen: (step) => isChosen(step.stack) && (!options.early || isAwaited(step, steps)),
  });
  return works
    .filter(({ stack }) => isChosen(stack))
    .map(({ stack }) => outcomeOf(stack, steps, results, ran.get(stack)))
    .sort((a, b) => (a.stack < b.stack ? -1 : 1));
}

/** A preview and a refresh make nothing that another stack could need. */
function stepsFor({ operation, works, existing }: OperateOptions): readonly Step[] {
  if (operation === "up" || operation === "destroy") return stepsOf(works);
  return works
    .filter(({ stack, upToDate }) => existing.includes(stack) && (operation === "refresh" || !upToDate))
    .map(({ stack }) => ({ id: stack, stack, targets: undefined, needs: [] }));
}

function isAwaited({ id, stack }: Step, steps: readonly Step[]): boolean {
  return steps.some((other) => other.stack !== stack && other.needs.some(({ step }) => step === id));
}

function urnsOf(
  { stack, targets }: Step,
  works: readonly ShardWork[],
  plan: ShardedPlan,
): readonly string[] | undefined {
  const work = works.find((one) => one.stack === stack);
  if (targets === undefined || work === undefined) return undefined;
  return targetUrns(work.shard, stack, targets, plan.teamId, (id) => work.deployed.resources.get(id)?.urn);
}

function outcomeOf(
  stack: string,
  steps: readonly Step[],
  results: ReadonlyMap<string, StepResult<Failure>>,
  ran: Pick<StackOutcome, "seconds" | "changes"> | undefined,
): StackOutcome {
  const own = steps.filter((step) => step.stack === stack).flatMap(({ id }) => results.get(id) ?? []);
  const about = { stack, ...(ran ?? { seconds: 0, changes: {} }) };
  for (const result of own) {
    if (result.kind === "failed") return { ...about, kind: "failed", failure: result.failure };
    if (result.kind === "blocked") {
      const at = steps.find(({ id }) => id === result.step)?.stack ?? result.step;
      return { ...about, kind: "blocked", waitsFor: { stack: at, on: result.on } };
    }
  }
  return { ...about, kind: own.length === 0 ? "up-to-date" : "done" };
}
