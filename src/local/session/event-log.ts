import { open, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";

export interface EventLog {
  /** Call when the writer has ended: reads the rest and gives everything that was written, in order. */
  finish(): Promise<readonly EngineEvent[]>;
}

const POLL_MILLISECONDS = 150;

/** Follows the file that the engine's `--event-log` writes: one JSON object a line. */
export async function followEvents(path: string, onEvent: (event: EngineEvent) => void): Promise<EventLog> {
  await rm(path, { force: true });
  const events: EngineEvent[] = [];
  const reader = lineReader(path, (line) => {
    const event = JSON.parse(line) as EngineEvent;
    events.push(event);
    onEvent(event);
  });
  const stop = new AbortController();
  const following = (async () => {
    while (!stop.signal.aborted) {
      await reader();
      await sleep(POLL_MILLISECONDS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
    await reader();
  })();
  following.catch(() => undefined);
  return {
    async finish() {
      stop.abort();
      await following;
      return events;
    },
  };
}

/** Each call reads what is new. A last line without its end is kept for the next call. */
function lineReader(path: string, onLine: (line: string) => void): () => Promise<void> {
  let offset = 0;
  let rest = Buffer.alloc(0);
  return async () => {
    const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (file === undefined) return;
    try {
      for await (const chunk of file.createReadStream({ start: offset, autoClose: false })) {
        offset += (chunk as Buffer).length;
        rest = Buffer.concat([rest, chunk as Buffer]);
      }
    } finally {
      await file.close();
    }
    const end = rest.lastIndexOf("\n");
    const lines = rest
      .subarray(0, end + 1)
      .toString("utf8")
      .split("\n");
    rest = rest.subarray(end + 1);
    for (const line of lines) if (line.trim() !== "") onLine(line);
  };
}
