import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runningProcess } from "../processes.ts";
import type { SessionFolder } from "./session-folder.ts";

/** What the engine left in its own lock folder: `alive` while the holder runs, `stale` after it was killed. */
export type EngineLock =
  | { readonly kind: "free" }
  | { readonly kind: "stale" }
  | { readonly kind: "alive"; readonly pid: number };

/** The engine locks its file state by a JSON file {pid, username, hostname, timestamp} in `.pulumi/locks`. */
export async function engineLock(folder: SessionFolder): Promise<EngineLock> {
  const locks = join(folder.state, ".pulumi", "locks");
  const names = await readdir(locks, { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json"));
  for (const name of files) {
    const pid = pidOf(await readFile(join(locks, name), "utf8").catch(() => ""));
    if (pid !== undefined && (await runningProcess(pid)) !== undefined) return { kind: "alive", pid };
  }
  return { kind: files.length > 0 ? "stale" : "free" };
}

function pidOf(text: string): number | undefined {
  return Number(/"pid"\s*:\s*(\d+)/.exec(text)?.[1]) || undefined;
}
