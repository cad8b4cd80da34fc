import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const report = fileURLToPath(new URL("report-usage.cjs", import.meta.url));

/**
 * Runs a Node process to its end.
 * @param {readonly string[]} args of `node`
 * @param {{ cwd: string, allowed?: readonly number[] }} options exit codes that are no failure; 0 unless given
 * @returns {{ cpu: number, maxRSS: number }} CPU time of all its threads in milliseconds, and its largest resident set in bytes
 */
export function usage(args, { cwd, allowed = [0] }) {
  const { status, output, error } = spawnSync(process.execPath, ["--require", report, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error !== undefined || !allowed.includes(status ?? -1))
    throw error ?? new Error(`node ${args.join(" ")} ended with ${status}: ${output[2].slice(0, 2000)}`);
  const { cpu, maxRSS } = JSON.parse(output[3]);
  return { cpu: cpu / 1000, maxRSS: maxRSS * 1024 };
}

/**
 * Measures several things in turn, round by round, so that what else the machine does falls on all alike.
 * @template Value
 * @param {number} rounds
 * @param {Readonly<Record<string, () => Value | Promise<Value>>>} cases
 * @returns {Promise<Readonly<Record<string, readonly Value[]>>>} what each gave in each round
 */
export async function inTurn(rounds, cases) {
  const found = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, measure] of Object.entries(cases)) found[name].push(await measure());
  return found;
}

/** The middle one of some numbers. */
export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
