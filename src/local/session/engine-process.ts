import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { EnvironmentError } from "../environment-error.ts";
import { descendantsOf, endProcesses, type RunningProcess, runningProcesses, stillRunning } from "../processes.ts";
import { orInterrupted } from "./leave-nothing-running.ts";

export interface EngineProcess {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** A file for all it prints; or the terminal of this process, which then also delivers ctrl-C to it. */
  readonly output: { readonly logFile: string } | "terminal" | ((text: Buffer) => void);
}

/** The engine needs this long to finish the calls under way and to write its state. */
const SECONDS_TO_CANCEL = 15;

/**
 * Runs the engine to its end. When `signal` fires it is cancelled the way its own ctrl-C does, so that its state stays
 * whole; then it and all its plugins are ended.
 * @returns its exit code
 * @throws EnvironmentError when it cannot be started; the abort reason when `signal` fired.
 */
export async function runEngineProcess(run: EngineProcess): Promise<number> {
  run.signal.throwIfAborted();
  const child = start(run);
  const ended = endOf(child);
  const code = await orInterrupted(run.signal, ended).catch(async (error: unknown) => {
    if (run.signal.aborted) await cancel(child, run.output !== "terminal");
    throw error;
  });
  if (code !== 0 && run.output !== "terminal") await endOrphans(child);
  return code;
}

function start(run: EngineProcess): ChildProcess {
  const { output, command, args, cwd, env } = run;
  if (output === "terminal") return spawn(command, args, { cwd, env, stdio: "inherit" });
  // A process group of its own: a terminal's ctrl-C must not reach the engine a second time, which would kill it at once.
  if (typeof output !== "function") {
    const log = openSync(output.logFile, "w");
    return spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", log, log] });
  }
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout?.on("data", output);
  child.stderr?.on("data", output);
  return child;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(
        new EnvironmentError(`the engine cannot be started: ${error.message}`, "delete the cache folder and try again"),
      ),
    );
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function cancel(child: ChildProcess, tell: boolean): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const tree = await treeOf(pid);
  if (tell) child.kill("SIGINT");
  for (const deadline = Date.now() + SECONDS_TO_CANCEL * 1000; Date.now() < deadline; await sleep(50)) {
    if ((await stillRunning(tree.slice(0, 1))).length === 0) break;
  }
  await endProcesses([...tree, ...(await treeOf(pid))], 2);
}

/** An engine that was killed leaves its language host and plugins behind; they are still in the session that it led. */
async function endOrphans({ pid }: ChildProcess): Promise<void> {
  await endProcesses(
    (await runningProcesses()).filter(({ session }) => session === pid),
    2,
  );
}

/** The process, first, and everything below it. */
async function treeOf(pid: number): Promise<readonly RunningProcess[]> {
  const all = await runningProcesses();
  return [...all.filter((candidate) => candidate.pid === pid), ...descendantsOf(pid, all)];
}
