import { basename, dirname } from "node:path";
import { compile } from "../../compile.ts";
import { nodeFiles } from "../../files.ts";
import { localDown } from "../session/down.ts";
import { connect } from "../session/emulator.ts";
import { withLock } from "../session/lock.ts";
import { Mistake } from "../session/mistake.ts";
import type { Findings } from "../session/plan.ts";
import { type BroughtUp, localUp, type UpOptions } from "../session/up.ts";
import { checkCast } from "./cast.ts";
import { copyTopology } from "./demo-file.ts";
import { type LiveStage, liveStage } from "./live-stage.ts";
import { playStep } from "./play-step.ts";
import type { Step, StepResult } from "./step.ts";
import { steps } from "./steps/steps.ts";

/** The session folder is the demo's own: what is in it is removed. */
export interface DemoOptions extends UpOptions {
  readonly onStart: (step: Step, number: number, of: number) => void;
  readonly onEnd: (result: StepResult) => void;
}

export type DemoResult =
  | { readonly kind: "invalid"; readonly findings: Findings }
  | { readonly kind: "played"; readonly ok: boolean; readonly seconds: number; readonly steps: readonly StepResult[] };

/**
 * Plays the whole story on one backend, in a stack of its own that is removed at the end; after a failure its log files
 * stay.
 * @throws Mistake for a topology the story does not fit; EnvironmentError when the engine or the emulator fails.
 */
export async function playDemo(options: DemoOptions): Promise<DemoResult> {
  const began = Date.now();
  const { desired, ...findings } = await compile(options.file, options.files);
  if (desired === undefined) return { kind: "invalid", findings };
  checkCast(desired, options.file);
  const { folder, signal } = options;
  return withLock({ ...folder, lock: `${folder.root}.demo.lock` }, async () => {
    await localDown(folder);
    let failed = true;
    try {
      const played = await play(options, await copyTopology(options.topologyFile, desired, folder.root));
      if (isInvalid(played)) return { kind: "invalid", findings: played };
      const ok = played.every((result) => result.ok);
      failed = !ok;
      return { kind: "played", ok, seconds: (Date.now() - began) / 1000, steps: played };
    } finally {
      await localDown(folder, { keepFiles: failed && !signal.aborted });
    }
  });
}

async function play(options: DemoOptions, copy: string): Promise<readonly StepResult[] | Findings> {
  const began = Date.now();
  const announce = (number: number) => {
    const step = steps[number - 1];
    if (step !== undefined) options.onStart(step, number, steps.length);
  };
  announce(1);
  const first = await localUp(upOptions(options, copy));
  if (first.kind === "invalid") return first.findings;
  const stage = stageFor(options, copy, first);
  const results: StepResult[] = [];
  try {
    for (const step of steps) {
      if (results.length > 0) announce(results.length + 1);
      const result = await playStep(step, stage, results.length === 0 ? began : Date.now());
      options.onEnd(result);
      results.push(result);
    }
    return results;
  } finally {
    await stage.close();
  }
}

function stageFor(options: DemoOptions, copy: string, first: BroughtUp): LiveStage {
  const { server } = first.server;
  const { place } = first.plan.workspace;
  return liveStage({
    backend: options.backend,
    first,
    file: copy,
    signal: options.signal,
    connectAs: (team) => connect(server, place, place.principal(team)),
    up: async () => {
      const again = await localUp(upOptions(options, copy));
      if (again.kind === "up") return again;
      throw new Mistake(again.findings.diagnostics.map(({ message }) => message).join("; "));
    },
  });
}

function upOptions({ backend, folder, accounts, environment, progress, signal }: DemoOptions, copy: string): UpOptions {
  const files = nodeFiles(dirname(copy));
  return { backend, file: basename(copy), topologyFile: copy, files, folder, accounts, environment, progress, signal };
}

function isInvalid(played: readonly StepResult[] | Findings): played is Findings {
  return "diagnostics" in played;
}
