import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 200;
const BEAT_SECONDS = 1;
/** Without a sign of life for so long, what made a file is taken for dead. */
const DEAD_SECONDS = 15;

export interface LockOptions {
  /** Called once when another process holds the lock. */
  readonly onWait: () => void;
  readonly signal: AbortSignal;
}

/**
 * Runs work while no other process of the machine that asks for the same lock file does. Saves double work and nothing
 * more: a holder that was suspended can lose the lock, so the work itself must be safe to run twice at once. A holder
 * that died without a word is overtaken after 15 seconds; no process id is involved, so containers can share a cache.
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const token = randomUUID();
  for (let waiting = false; !(await take(file, token)); await sleep(POLL_MILLISECONDS)) {
    options.signal.throwIfAborted();
    if (!waiting) options.onWait();
    waiting = true;
  }
  const stop = keepAlive(file);
  try {
    return await work();
  } finally {
    stop();
    const holder = await readFile(file, "utf8").catch(() => undefined);
    if (holder === token) await rm(file, { force: true });
  }
}

/** Touches a file or folder every second until told to stop, so that `isAlive` holds for it. */
export function keepAlive(path: string): () => void {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_SECONDS * 1000);
  return () => clearInterval(beat);
}

/** Whether somebody has touched the file or folder within the last 15 seconds; false when it is not there. */
export async function isAlive(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < DEAD_SECONDS * 1000;
}

async function take(file: string, token: string): Promise<boolean> {
  try {
    await writeFile(file, token, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (!(await isAlive(file))) await rm(file, { force: true });
  return false;
}
