import type { Output } from "../../cli/context.ts";

/** All that the action knows of the outside, so that tests can run it in process. */
export interface ActionContext {
  /** The runner reads workflow commands here; everything else that is printed is log. */
  readonly stdout: Output;
  readonly env: NodeJS.ProcessEnv;
}

/** 0: the step succeeds, 1: it fails. */
export type StepExitCode = 0 | 1;
