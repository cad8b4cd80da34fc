import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** One running process. `started` tells it from a later process that was given the same id. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Id of the process that leads its session, which orphans keep; undefined where the system does not tell. */
  readonly session: number | undefined;
  /** When it started, in the operating system's own form: only to be compared. */
  readonly started: string;
}

/** Everything that runs now, without what has ended and was not yet waited for ("zombies"). */
export async function runningProcesses(): Promise<readonly RunningProcess[]> {
  return process.platform === "linux" ? fromProc() : fromPs();
}

/** @returns undefined when no process with that id runs. */
export async function runningProcess(pid: number): Promise<RunningProcess | undefined> {
  if (process.platform === "linux") return fromProcStat(pid);
  return (await fromPs()).find((candidate) => candidate.pid === pid);
}

/** Children, grandchildren and so on of a process, without itself. */
export function descendantsOf(pid: number, all: readonly RunningProcess[]): readonly RunningProcess[] {
  const children = all.filter((candidate) => candidate.parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid, all)]);
}

/** Ends exactly these processes: asks, waits up to `seconds`, then insists. Never touches a successor with the same id. */
export async function endProcesses(processes: readonly RunningProcess[], seconds: number): Promise<void> {
  for (const deadline = Date.now() + seconds * 1000, asked = new Set<number>(); ; await sleep(50)) {
    const left = await stillRunning(processes);
    if (left.length === 0) return;
    for (const { pid } of left) {
      if (Date.now() >= deadline) send(pid, "SIGKILL");
      else if (!asked.has(pid)) send(pid, "SIGTERM");
      asked.add(pid);
    }
  }
}

export async function stillRunning(processes: readonly RunningProcess[]): Promise<readonly RunningProcess[]> {
  const now = await Promise.all(processes.map(({ pid }) => runningProcess(pid)));
  return processes.filter(({ started }, index) => now[index]?.started === started);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

async function fromProc(): Promise<readonly RunningProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  return (await Promise.all(pids.map(fromProcStat))).filter((found) => found !== undefined);
}

/** proc_pid_stat(5): state, parent, session and start time are fields 3, 4, 6 and 22; the name in field 2 may hold blanks and brackets. */
async function fromProcStat(pid: number): Promise<RunningProcess | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, parent, session, started] = [fields?.[0], fields?.[1], fields?.[3], fields?.[19]];
  if (state === undefined || state === "Z" || state === "X" || started === undefined) return;
  return { pid, parent: Number(parent), session: Number(session), started };
}

async function fromPs(): Promise<readonly RunningProcess[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,stat=,lstart="], {
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line);
    if (match === null || match[3]?.startsWith("Z")) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), session: undefined, started: match[4] as string }];
  });
}
