import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "../environment-error.ts";
import { isServerRunning, type RecordedServer } from "./server-record.ts";

const LOOK_EVERY_MILLISECONDS = 250;

/**
 * Runs `work` while a server is needed for it; `work` has to stop when its signal fires.
 * @throws EnvironmentError that names the server when it ended meanwhile, whatever else `work` says about it.
 */
export async function whileRunning<T>(
  recorded: RecordedServer,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const done = new AbortController();
  const watching = (async () => {
    while (!done.signal.aborted) {
      if (!(await isServerRunning(recorded))) return gone.abort();
      await sleep(LOOK_EVERY_MILLISECONDS, undefined, { signal: done.signal }).catch(() => undefined);
    }
  })();
  try {
    return await work(AbortSignal.any([signal, gone.signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (await isServerRunning(recorded)) throw error;
    throw ended(recorded, error);
  } finally {
    done.abort();
    await watching;
  }
}

function ended({ server }: RecordedServer, cause: unknown): EnvironmentError {
  return new EnvironmentError(
    `${server.name} (process ${server.pid}) ended while the engine was at work`,
    `its last words are in ${server.logFile}; the next "topology local up" continues from the engine's state`,
    { cause },
  );
}
