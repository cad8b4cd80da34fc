import type { Json } from "../../backends/cloud-resource.ts";
import { holds } from "./check.ts";
import type { StepResult } from "./step.ts";

export interface Played {
  readonly backend: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly steps: readonly StepResult[];
}

/** One run in the shape of `schemas/demo.schema.json`. Expected and received have one key for each check. */
export function demoJson({ backend, ok, seconds, steps }: Played): { readonly [key: string]: Json } {
  return { version: 1, backend, ok, seconds: rounded(seconds), steps: steps.map(stepJson) };
}

/** Several runs in the shape of the same schema. */
export function demosJson(runs: readonly Played[]): { readonly [key: string]: Json } {
  const seconds = rounded(runs.reduce((sum, run) => sum + run.seconds, 0));
  return { version: 1, backend: "all", ok: runs.every(({ ok }) => ok), seconds, runs: runs.map(demoJson) };
}

function stepJson({ title, checks, ok, seconds }: StepResult): { readonly [key: string]: Json } {
  const by = (value: (check: StepResult["checks"][number]) => Json) =>
    Object.fromEntries(checks.map((check) => [check.subject, value(check)]));
  return {
    step: title,
    expected: by(({ expected }) => expected),
    received: by(({ received }) => received),
    failed: checks.filter((check) => !holds(check)).map(({ subject }) => subject),
    ok,
    seconds: rounded(seconds),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
