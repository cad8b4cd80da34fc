import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const MAIN = join(root, "dist/cli/main.js");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The compiled program, in a folder with the example of the project. */
export interface TopologyProgram {
  readonly folder: string;
  run(argv: readonly string[], input?: string): Promise<Ended>;
  /** Starts it and sends a signal as soon as `when` holds. */
  interrupt(argv: readonly string[], signal: NodeJS.Signals, when: () => boolean): Promise<Ended>;
  /** What the file below the local stacks' folder says; undefined when there is none. */
  read(...path: readonly string[]): string | undefined;
  /** Names in the local stacks' folder. */
  sessions(): readonly string[];
}

/** Ends what a failed test left up, and removes the folder. */
export function topologyProgram(context: TestContext): TopologyProgram {
  const folder = mkdtempSync(join(tmpdir(), "topology-e2e-"));
  for (const part of ["topology.yaml", "schemas"]) cpSync(join(root, part), join(folder, part), { recursive: true });
  const start = (argv: readonly string[], input = "", started: (pid: number) => () => void = () => () => undefined) =>
    new Promise<Ended>((resolve, reject) => {
      const child = spawn(process.execPath, [MAIN, ...argv], { cwd: folder, stdio: "pipe" });
      const stop = started(child.pid ?? -1);
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (text) => {
        stdout += text;
      });
      child.stderr.on("data", (text) => {
        stderr += text;
      });
      child.once("error", reject);
      child.once("close", (code, signal) => {
        stop();
        resolve({ code, signal, stdout, stderr });
      });
      child.stdin.end(input);
    });
  context.after(async () => {
    await start(["local", "down"]);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    run: (argv, input) => start(argv, input),
    interrupt: (argv, signal, when) =>
      start(argv, "", (pid) => {
        const timer = setInterval(() => {
          if (!when()) return;
          clearInterval(timer);
          process.kill(pid, signal);
        }, 20);
        return () => clearInterval(timer);
      }),
    read: (...path) => {
      const file = join(folder, ".topology", ...path);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
    sessions: () => (existsSync(join(folder, ".topology")) ? readdirSync(join(folder, ".topology")) : []),
  };
}
