/**
 * How long the GitHub Action takes from the start of its process to its end, on the repository's own example with one new
 * subscriber: `npm run bundle && node tools/bench/action-start.mjs [dist/action]`. The median of 11 runs, beside an empty
 * Node process; without the network, since no comment is written.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const RUNS = 11;
const root = fileURLToPath(new URL("../..", import.meta.url));
const main = resolve(process.argv[2] ?? join(root, "dist/action"), "index.js");
const workspace = mkdtempSync(join(tmpdir(), "topology-bench-"));

try {
  for (const part of ["topology.yaml", "stacks", "schemas/events"])
    cpSync(join(root, part), join(workspace, part), { recursive: true });
  git("init", "--quiet");
  const before = commit();
  const topology = join(workspace, "topology.yaml");
  writeFileSync(topology, `${readFileSync(topology, "utf8")}  loyalty:\n    subscriptions: [CUSTOMER_CREATED]\n`);
  const after = commit();
  const event = join(workspace, ".git/event.json");
  writeFileSync(event, JSON.stringify({ before, after, created: false, forced: false }));
  const env = {
    PATH: process.env.PATH,
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: event,
    RUNNER_TEMP: workspace,
  };
  print("an empty Node process", ["-e", "0"], {});
  print("the action, no stack", [main], { ...env, INPUT_STACKS: "none" });
  print("the action, three stacks", [main], env);
  process.stdout.write(
    `Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0].toFixed(1)}\n`,
  );
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

function print(what, args, env) {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const { signal, stderr, error } = spawnSync(process.execPath, args, { cwd: workspace, env, encoding: "utf8" });
    if (error || signal || stderr !== "") throw error ?? new Error(`${what} failed: ${signal ?? stderr}`);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const [median, least, most] = [times[(RUNS - 1) / 2], times[0], times[RUNS - 1]].map((time) => Math.round(time));
  process.stdout.write(`${String(median).padStart(5)} ms  ${what} (${least} to ${most})\n`);
}

function git(...args) {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@ar.example", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: workspace, encoding: "utf8" }).trim();
}

function commit() {
  git("add", "--all");
  git("commit", "--quiet", "--message", "A change");
  return git("rev-parse", "HEAD");
}
