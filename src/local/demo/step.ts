import type { Check } from "./check.ts";
import type { Stage } from "./stage.ts";

/** One scene of the demo. */
export interface Step {
  readonly title: string;
  /** Who does what, for somebody who has never seen the project: one sentence a line. */
  readonly story: readonly string[];
  /** Acts, and looks at what came of it. */
  run(stage: Stage): Promise<readonly Check[]>;
}

export interface StepResult {
  readonly title: string;
  readonly checks: readonly Check[];
  readonly ok: boolean;
  readonly seconds: number;
}
