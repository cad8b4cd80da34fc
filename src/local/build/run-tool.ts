import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Called with each line the tool writes to stderr. */
  readonly onLine?: (line: string) => void;
}

export interface ToolResult {
  readonly succeeded: boolean;
  readonly stdout: string;
  /** The end of what it wrote to stderr, at most twelve lines. */
  readonly lastLines: readonly string[];
}

const LAST_LINES = 12;
const GRACE_SECONDS = 3;

/**
 * Runs a command-line tool to its end. When the signal aborts, the tool and all it has started are ended, and the
 * promise rejects with the signal's reason only after they are gone.
 */
export async function runTool(run: ToolRun): Promise<ToolResult> {
  run.signal.throwIfAborted();
  // A process group of its own, so that the tool's children can be ended with it.
  const child = spawn(run.command, run.args, {
    cwd: run.folder,
    env: run.environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lastLines: string[] = [];
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  createInterface(child.stderr).on("line", (line) => {
    if (line.trim() === "") return;
    lastLines.push(line);
    if (lastLines.length > LAST_LINES) lastLines.shift();
    run.onLine?.(line);
  });
  let insist: NodeJS.Timeout | undefined;
  const onAbort = () => {
    endGroup(child.pid, "SIGTERM");
    insist = setTimeout(() => endGroup(child.pid, "SIGKILL"), GRACE_SECONDS * 1000);
  };
  // Somebody may end this process without any signal: the group must not outlive it.
  const onExit = () => endGroup(child.pid, "SIGTERM");
  run.signal.addEventListener("abort", onAbort, { once: true });
  process.once("exit", onExit);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    run.signal.throwIfAborted();
    return { succeeded: code === 0, stdout, lastLines };
  } finally {
    clearTimeout(insist);
    run.signal.removeEventListener("abort", onAbort);
    process.off("exit", onExit);
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}
