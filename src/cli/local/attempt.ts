import { AccessRefused } from "../../local/clients/client.ts";
import type { Progress } from "../../local/progress.ts";
import { EngineFailed } from "../../local/session/engine-failed.ts";
import { leavingNothingRunning } from "../../local/session/leave-nothing-running.ts";
import { Mistake } from "../../local/session/mistake.ts";
import { printable, printableSentence } from "../../report/printable.ts";
import type { CliContext } from "../context.ts";
import { liveProgress } from "../live-progress.ts";

/**
 * Runs a local command: shows its progress, tells the user's mistakes, and leaves nothing running that it started when
 * the user interrupts it.
 */
export async function attempt(
  context: CliContext,
  work: (live: { readonly progress: Progress; readonly clear: () => void }) => Promise<void>,
): Promise<void> {
  const live = liveProgress(context.stderr);
  try {
    await leavingNothingRunning(context.signal, () => work(live)).finally(live.clear);
  } catch (error) {
    // What fails while everything is being ended, fails because of that.
    context.signal.throwIfAborted();
    if (error instanceof EngineFailed) for (const line of error.lines) context.stderr.write(`  ${printable(line)}\n`);
    if (!(error instanceof Mistake) && !(error instanceof AccessRefused)) throw error;
    context.stderr.write(`${error instanceof Mistake ? "error" : "refused"}: ${printableSentence(error.message)}\n`);
    context.setExitCode(1);
  }
}
