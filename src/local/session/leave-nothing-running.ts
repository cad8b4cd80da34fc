import { setTimeout as sleep } from "node:timers/promises";
import { descendantsOf, endProcesses, type RunningProcess, runningProcesses } from "../processes.ts";

const SECONDS_TO_END = 5;

/**
 * Runs `work`, which has to give up soon after `signal` fires. When it fired, every process that this one started
 * meanwhile and that still runs is ended: a build under way, a server just started. What ran before is not touched.
 */
export async function leavingNothingRunning<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const before = new Set((await runningProcesses()).map(identity));
  try {
    return await work();
  } finally {
    // Twice, for what an ended child's parent may have started in its place.
    for (let round = 0; signal.aborted && round < 2; round++) {
      const mine = descendantsOf(process.pid, await runningProcesses());
      await endProcesses(
        mine.filter((child) => !before.has(identity(child))),
        SECONDS_TO_END,
      );
      await sleep(100);
    }
  }
}

/**
 * Gives up waiting for `work` when `signal` fires, after `grace` seconds in which it may clean up by itself; what it
 * started and left is for `leavingNothingRunning`.
 */
export async function orInterrupted<T>(signal: AbortSignal, work: Promise<T>, grace = 0): Promise<T> {
  let stop = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    stop = resolve;
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  const settled = work.catch(() => undefined);
  try {
    await Promise.race([settled, interrupted]);
    if (signal.aborted) await Promise.race([settled, sleep(grace * 1000, undefined, { ref: false })]);
    signal.throwIfAborted();
    return await work;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function identity({ pid, started }: RunningProcess): string {
  return `${pid} ${started}`;
}
