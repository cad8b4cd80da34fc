import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT, type SessionFolder, STACK } from "./session-folder.ts";

export interface EngineState {
  /** False before the first run. */
  readonly exists: boolean;
  /** Whether the last run was cut off in the middle of a call, so that nobody knows what became of it. */
  readonly cutOff: boolean;
}

/** Looks into the engine's file state (layout of the file backend, deployment schema version 3). */
export async function engineState(folder: SessionFolder): Promise<EngineState> {
  const path = join(folder.state, ".pulumi", "stacks", PROJECT, `${STACK}.json`);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return { exists: false, cutOff: false };
  const checkpoint = JSON.parse(text) as {
    checkpoint?: { latest?: { pending_operations?: readonly unknown[] | null; resources?: readonly unknown[] | null } };
  };
  const latest = checkpoint.checkpoint?.latest;
  return { exists: (latest?.resources ?? []).length > 0, cutOff: (latest?.pending_operations ?? []).length > 0 };
}
