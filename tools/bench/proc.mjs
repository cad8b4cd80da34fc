import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks per second in /proc/PID/stat: fixed for programs on Linux (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS = 100;
const NOT_LINUX = "this is measured by /proc, which only Linux has";

/** CPU time of a process that runs, in seconds, all its threads, without what it started. */
export function cpuSeconds(pid) {
  const { user, system } = statOf(pid) ?? {};
  if (user === undefined) throw new Error(`there is no process ${pid}; ${NOT_LINUX}`);
  return (user + system) / TICKS;
}

/**
 * Follows a process and all that it starts, by looking now and then.
 * @param {number} pid
 * @param {number} milliseconds between two looks
 * @returns ends it and gives what was seen: of each kind of process (`topology`, `engine`, `program`, `provider`,
 *   `other`) the largest resident set that one of them had, in bytes, and the CPU time of all of them, in seconds; and
 *   the largest sum of all resident sets
 */
export function follow(pid, milliseconds = 200) {
  if (process.platform !== "linux") throw new Error(NOT_LINUX);
  const seen = new Map();
  let together = 0;
  const look = () => {
    const now = family(pid);
    together = Math.max(
      together,
      now.reduce((sum, { resident }) => sum + resident, 0),
    );
    for (const one of now) seen.set(one.pid, one);
  };
  const timer = setInterval(look, milliseconds);
  return () => {
    clearInterval(timer);
    const kinds = new Map();
    for (const { kind, peak, cpu } of seen.values()) {
      const known = kinds.get(kind) ?? { peak: 0, cpu: 0 };
      kinds.set(kind, { peak: Math.max(known.peak, peak), cpu: known.cpu + cpu });
    }
    return { kinds, together };
  };
}

function family(pid) {
  const children = new Map();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = statOf(entry)?.parent;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const all = [pid];
  for (const one of all) all.push(...(children.get(one) ?? []));
  return all.flatMap((one) => lookAt(one) ?? []);
}

/** Undefined when it has ended. */
function statOf(pid) {
  const text = readOf(pid, "stat");
  if (text === undefined) return undefined;
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(fields[1]), user: Number(fields[11]), system: Number(fields[12]) };
}

/** Undefined when it has ended, also while its parent has not asked how: it has no memory and no command then. */
function lookAt(pid) {
  const [stat, status] = [statOf(pid), readOf(pid, "status")];
  if (stat === undefined || !status?.includes("VmHWM")) return undefined;
  const bytes = (key) => Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) * 1024;
  const cpu = (stat.user + stat.system) / TICKS;
  return { pid, kind: kindOf(readOf(pid, "cmdline") ?? ""), cpu, resident: bytes("VmRSS"), peak: bytes("VmHWM") };
}

function kindOf(command) {
  if (/pulumi-resource-|\/provider\/main\./.test(command)) return "provider";
  if (/\/dist\/cli\/main\.js/.test(command)) return "topology";
  if (/@pulumi\/pulumi\/cmd\/run/.test(command)) return "program";
  return /^[^\0]*\/pulumi\0/.test(command) ? "engine" : "other";
}

function readOf(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}
