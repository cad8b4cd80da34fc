import type { Step } from "../sharding/steps.ts";

export type StepResult<Failed> =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: Failed }
  /** Something that it needs is not there. `on` are the ids, `step` who should have made them. */
  | { readonly kind: "blocked"; readonly step: string; readonly on: readonly string[] };

export interface StepRunner<Failed> {
  /** Runs that are done at the same time, at most. */
  readonly parallel: number;
  /** Those that are not chosen are not run; what others need of them has to be there already. */
  readonly isChosen: (step: Step) => boolean;
  /** @returns why it failed; undefined when it did not */
  run(step: Step): Promise<Failed | undefined>;
  /** Which of the changes of a run that failed or was not chosen are still to be done. */
  missing(step: Step, changes: readonly string[]): Promise<readonly string[]>;
}

/**
 * Runs the engine for each step as soon as those it needs are done. Who fails stops nobody but those who need what is
 * missing then.
 * @param steps each listed after those it needs
 * @returns the results of those that were chosen, by id
 */
export async function runSteps<Failed>(
  steps: readonly Step[],
  runner: StepRunner<Failed>,
): Promise<ReadonlyMap<string, StepResult<Failed>>> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const under = new Map<string, Promise<StepResult<Failed> | "not chosen">>();
  const slots = slotsOf(runner.parallel);

  async function result(step: Step): Promise<StepResult<Failed> | "not chosen"> {
    if (!runner.isChosen(step)) return "not chosen";
    for (const need of step.needs) {
      const before = await under.get(need.step);
      const source = byId.get(need.step);
      if (before === undefined || source === undefined)
        throw new Error(`${step.id} needs ${need.step}, which is not before it`);
      if (before !== "not chosen" && before.kind === "done") continue;
      const on =
        source.stack === step.stack && before !== "not chosen"
          ? need.changes
          : await runner.missing(source, need.changes);
      if (on.length > 0 || (source.stack === step.stack && before !== "not chosen"))
        return { kind: "blocked", step: need.step, on };
    }
    return slots(async () => {
      const failure = await runner.run(step);
      return failure === undefined ? { kind: "done" } : { kind: "failed", failure };
    });
  }

  for (const step of steps) under.set(step.id, result(step));
  const results = await Promise.all([...under].map(async ([id, one]) => [id, await one] as const));
  return new Map(results.flatMap(([id, one]) => (one === "not chosen" ? [] : [[id, one] as const])));
}

/** Lets so many run at once, and the others in turn. */
export function slotsOf(parallel: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = parallel;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
