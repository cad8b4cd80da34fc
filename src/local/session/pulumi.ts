import type { Progress } from "../progress.ts";
import { runEngine, sessionEngine } from "./engine.ts";
import type { EngineProcess } from "./engine-process.ts";
import { withLock } from "./lock.ts";
import type { Session } from "./session.ts";

/**
 * Runs any command of the engine in the session's workspace, where `local` is the chosen stack.
 * @returns the engine's exit code
 */
export async function localPulumi(
  session: Session,
  args: readonly string[],
  options: {
    readonly environment: NodeJS.ProcessEnv;
    readonly progress: Progress;
    readonly signal: AbortSignal;
    readonly output: EngineProcess["output"];
    /** Called when the engine takes over the terminal. */
    readonly started: () => void;
  },
): Promise<number> {
  const { folder, place, server } = session;
  return withLock(folder, async () => {
    const engineAt = await sessionEngine(folder, place, options);
    options.started();
    return runEngine(engineAt(server), args, options);
  });
}
