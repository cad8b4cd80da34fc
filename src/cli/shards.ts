import { printable, printableJson } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { workOf } from "../sharding/change.ts";
import { asDeployed, nothingDeployed } from "../sharding/deployed-shard.ts";
import { changedStacks, type ShardedPlan } from "../sharding/sharded-plan.ts";
import { type Step, stepsOf } from "../sharding/steps.ts";
import { wavesOf } from "../sharding/waves.ts";
import type { CliContext } from "./context.ts";
import { planAt } from "./plan-at.ts";
import { shardedStack } from "./sharded-stack.ts";
import { WrongUse } from "./wrong-use.ts";

export interface ShardsOptions {
  readonly stack?: string;
  readonly changedSince?: string;
  readonly maxJobs: string;
  readonly format: "text" | "json" | "github-matrix";
}

/** `topology shards` */
export async function shards(options: ShardsOptions, context: CliContext): Promise<void> {
  const maxJobs = Number(options.maxJobs);
  if (!Number.isInteger(maxJobs) || maxJobs < 1) throw new WrongUse("--max-jobs has to be a whole number from 1 on");
  const stack = await shardedStack(options.stack, context);
  if (stack === undefined) return;
  const { plan } = stack;
  const before =
    options.changedSince === undefined
      ? { ...plan, shards: new Map() }
      : await planAt(options.changedSince, stack, context);
  if (before === undefined) return;
  const waves = wavesBetween(before, plan);
  const prints = { text: textOf, json: jsonOf, "github-matrix": matrixOf };
  context.stdout.write(prints[options.format](plan, waves, maxJobs));
}

function wavesBetween(before: ShardedPlan, plan: ShardedPlan): readonly (readonly Step[])[] {
  const works = changedStacks(before, plan).map((stack) => {
    const [was, planned] = [before.shards.get(stack), plan.shards.get(stack)];
    const deployed = was === undefined ? nothingDeployed(stack) : asDeployed(was.shard, was.digest);
    return workOf(planned?.shard, deployed, planned?.digest);
  });
  return wavesOf(stepsOf(works));
}

function textOf(plan: ShardedPlan, waves: readonly (readonly Step[])[]): string {
  if (waves.length === 0) return `${printable(plan.base)}: nothing changes\n`;
  const blocks = waves.map((wave, index) => {
    const lines = [...wave].sort(byStack).map((step) => {
      const all = count(plan.shards.get(step.stack)?.shard.resources.length ?? 0, "resource");
      const what = step.targets === undefined ? all : `first ${step.targets.map(printable).join(", ")}`;
      return `  ${printable(step.stack)}: ${what}\n`;
    });
    return `wave ${index + 1}\n${lines.join("")}`;
  });
  const stacks = new Set(waves.flat().map(({ stack }) => stack));
  return `${blocks.join("")}${count(stacks.size, "stack")} in ${count(waves.length, "wave")}\n`;
}

function jsonOf(plan: ShardedPlan, waves: readonly (readonly Step[])[]): string {
  return printableJson({
    version: 1,
    stack: plan.base,
    waves: waves.map((wave) =>
      [...wave].sort(byStack).map(({ stack, targets, needs }) => ({
        stack,
        resources: plan.shards.get(stack)?.shard.resources.length ?? 0,
        ...(targets && { targets }),
        needs: [...new Set(needs.map(({ step }) => step.replace(/ \(\d+\)$/, "")))]
          .filter((one) => one !== stack)
          .sort(),
      })),
    ),
  });
}

/** One line of JSON, as `$GITHUB_OUTPUT` wants it: for each wave the matrix of its jobs. */
function matrixOf(_plan: ShardedPlan, waves: readonly (readonly Step[])[], maxJobs: number): string {
  const matrices = waves.map((wave) => {
    const jobs = (early: boolean) =>
      wave.filter(({ targets }) => (targets !== undefined) === early).map(({ stack }) => stack);
    const all = [true, false].flatMap((early) => {
      const stacks = [...new Set(jobs(early))].sort();
      const size = Math.ceil(wave.length / maxJobs);
      const batches = Array.from({ length: Math.ceil(stacks.length / size) }, (_, at) =>
        stacks.slice(at * size, (at + 1) * size),
      );
      return batches.map((batch) => ({ stacks: batch.join(","), early: early ? "--early" : "" }));
    });
    return { include: all };
  });
  return `${JSON.stringify(matrices)}\n`;
}

function byStack(a: Step, b: Step): number {
  return a.stack < b.stack ? -1 : a.stack > b.stack ? 1 : 0;
}
