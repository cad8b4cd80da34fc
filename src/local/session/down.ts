import { rm } from "node:fs/promises";
import { exists } from "./exists.ts";
import { withLock } from "./lock.ts";
import { endServer, isServerRunning, recordedServer } from "./server-record.ts";
import type { SessionFolder } from "./session-folder.ts";

export type DownResult = "ended" | "removed" | "nothing";

/**
 * Ends the emulator and removes the session's folder: the emulator's memory was the cloud, so the state describes nothing
 * any more.
 * @param options with `keepFiles` the files stay, for their logs
 * @returns `ended` when a server ran, `removed` when only files were left
 */
export async function localDown(
  folder: SessionFolder,
  options: { readonly keepFiles?: boolean } = {},
): Promise<DownResult> {
  if (!(await exists(folder.root))) return "nothing";
  return withLock(folder, async () => {
    const recorded = await recordedServer(folder);
    const running = recorded !== undefined && (await isServerRunning(recorded));
    if (running) await endServer(recorded);
    if (options.keepFiles !== true) await rm(folder.root, { recursive: true, force: true });
    return running ? "ended" : "removed";
  });
}
