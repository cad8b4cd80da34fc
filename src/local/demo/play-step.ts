import { AccessRefused } from "../clients/client.ts";
import { type Check, holds } from "./check.ts";
import type { Stage } from "./stage.ts";
import type { Step, StepResult } from "./step.ts";

/**
 * @param began when the step began, in milliseconds since 1970
 */
export async function playStep(step: Step, stage: Stage, began: number): Promise<StepResult> {
  const checks = await step.run(stage).catch((error: unknown) => [unexpected(error)]);
  const ok = checks.length > 0 && checks.every(holds);
  return { title: step.title, checks, ok, seconds: (Date.now() - began) / 1000 };
}

/** Being refused what the grants should allow is a result of the step; what else is thrown ends the demo. */
function unexpected(error: unknown): Check {
  if (!(error instanceof AccessRefused)) throw error;
  return {
    subject: "the cloud",
    expected: "allows it",
    received: "refused it",
    words: "refused it",
    detail: error.message,
  };
}
