import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { EnvironmentError } from "../environment-error.ts";
import { type RunningProcess, runningProcess, stillRunning } from "../processes.ts";
import type { SessionFolder } from "./session-folder.ts";

const ATTEMPTS = 3;

/**
 * Runs `work` while no other process of ours changes the same local stack. A lock whose holder was killed is taken over.
 * @throws EnvironmentError when another process holds it.
 */
export async function withLock<T>(folder: SessionFolder, work: () => Promise<T>): Promise<T> {
  const me = await runningProcess(process.pid);
  if (me === undefined) throw new Error("this process is not among the running ones");
  await mkdir(dirname(folder.lock), { recursive: true });
  for (let attempt = 0; !(await take(folder.lock, me)); attempt++) {
    const holder = await holderOf(folder.lock);
    if (attempt === ATTEMPTS || (holder !== undefined && (await stillRunning([holder])).length > 0))
      throw busy(folder, holder);
    if (holder !== undefined) await rm(folder.lock, { force: true });
  }
  try {
    return await work();
  } finally {
    await rm(folder.lock, { force: true });
  }
}

/** A link appears with its whole content or not at all, and never replaces another. */
async function take(path: string, me: RunningProcess): Promise<boolean> {
  const mine = `${path}.${me.pid}-${randomBytes(4).toString("hex")}`;
  await writeFile(mine, JSON.stringify(me));
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
}

/** @returns undefined when the lock was given back meanwhile. */
async function holderOf(path: string): Promise<RunningProcess | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as RunningProcess);
}

function busy(folder: SessionFolder, holder: RunningProcess | undefined): EnvironmentError {
  const who = holder === undefined ? "another process" : `process ${holder.pid}`;
  return new EnvironmentError(
    `the local stack in ${folder.root} is being changed by ${who} at this moment`,
    holder === undefined ? "try again" : `wait until it is done, or end it with: kill ${holder.pid}`,
  );
}
