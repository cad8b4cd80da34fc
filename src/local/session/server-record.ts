import { readFile } from "node:fs/promises";
import { endProcesses, type RunningProcess, runningProcess, stillRunning } from "../processes.ts";
import type { Server } from "../server.ts";
import type { LocalPlace } from "./local-place.ts";
import type { SessionFolder } from "./session-folder.ts";
import { writeWhole } from "./write-whole.ts";

/** A server of the session together with the process it was, so that nobody else's process is ever taken for it. */
export interface RecordedServer {
  readonly server: Server;
  readonly process: RunningProcess;
  /** Where the stack stood when it was started. */
  readonly place: Pick<LocalPlace, "place" | "accounts">;
}

/** @returns undefined when the server has ended already. */
export async function recordServer(
  folder: SessionFolder,
  server: Server,
  { place, accounts }: RecordedServer["place"],
): Promise<RecordedServer | undefined> {
  const found = await runningProcess(server.pid);
  if (found === undefined) return undefined;
  const recorded = { server, process: found, place: { place, accounts } };
  await writeWhole(folder.servers, `${JSON.stringify({ version: 1, servers: [recorded] }, null, 2)}\n`);
  return recorded;
}

/** The server that was recorded last, running or not. */
export async function recordedServer(folder: SessionFolder): Promise<RecordedServer | undefined> {
  try {
    return (JSON.parse(await readFile(folder.servers, "utf8")) as { servers: RecordedServer[] }).servers[0];
  } catch {
    return undefined;
  }
}

export async function isServerRunning(recorded: RecordedServer): Promise<boolean> {
  return (await stillRunning([recorded.process])).length > 0;
}

const SECONDS_TO_END = 5;

export async function endServer(recorded: RecordedServer): Promise<void> {
  await endProcesses([recorded.process], SECONDS_TO_END);
}
