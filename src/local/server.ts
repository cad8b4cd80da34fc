import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "./environment-error.ts";
import { endProcesses, runningProcess } from "./processes.ts";

/** A server of the local stack, addressed by its own process id and nothing else. Plain data: it is written to disk. */
export interface Server {
  readonly name: string;
  readonly pid: number;
  /** `host:port` for gRPC, a URL for HTTP. */
  readonly endpoint: string;
  readonly logFile: string;
}

export interface ServerCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Everything the server prints goes there; it is truncated at the start. */
  readonly logFile: string;
  /** Finds the endpoint in the log once the server is ready: the first capture group. */
  readonly ready: RegExp;
}

const READY_SECONDS = 60;

/**
 * Starts a server that outlives this process and waits until it says it is ready.
 * @throws EnvironmentError when it ends before, or is not ready within 60 seconds (it is killed then).
 */
export async function startServer(server: ServerCommand): Promise<Server> {
  await mkdir(dirname(server.logFile), { recursive: true });
  const log = openSync(server.logFile, "w");
  const child = spawn(server.command, server.args, { env: server.env, detached: true, stdio: ["ignore", log, log] });
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (error) =>
      reject(new EnvironmentError(`${server.name} cannot be started: ${error.message}`, `see ${server.logFile}`)),
    );
    child.once("exit", (code, signal) =>
      reject(
        new EnvironmentError(
          `${server.name} ended while starting (${signal ?? `exit code ${code}`})`,
          `see ${server.logFile}`,
        ),
      ),
    );
  });
  failed.catch(() => undefined);
  const endpoint = await Promise.race([untilReady(server), failed]).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  child.removeAllListeners();
  child.unref();
  return { name: server.name, pid: child.pid as number, endpoint, logFile: server.logFile };
}

async function untilReady(server: ServerCommand): Promise<string> {
  for (const deadline = Date.now() + READY_SECONDS * 1000; Date.now() < deadline; await sleep(25)) {
    const endpoint = server.ready.exec(await readFile(server.logFile, "utf8"))?.[1];
    if (endpoint !== undefined) return endpoint;
  }
  throw new EnvironmentError(`${server.name} is not ready after ${READY_SECONDS} seconds`, `see ${server.logFile}`);
}

export async function isRunning({ pid }: Server): Promise<boolean> {
  return (await runningProcess(pid)) !== undefined;
}

const SECONDS_TO_END = 5;

/** Ends a server: asks first, insists after five seconds. Does nothing when it has already ended. */
export async function stopServer({ pid }: Server): Promise<void> {
  const found = await runningProcess(pid);
  if (found !== undefined) await endProcesses([found], SECONDS_TO_END);
}
