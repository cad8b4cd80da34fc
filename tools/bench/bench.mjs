/**
 * `npm run bench [-- name…] [--write] [--large]`: every measurement with its floor in the same run, as ratios; with
 * `--write` their tables in docs/benchmarks.md are replaced. Names are file names of this folder, for example `cold-start`. With `--large`
 * also the sizes that take long (`shards`: 15,000 resources); without it the lines say that they were not run. The exit
 * code is 1 when a goal is missed; no test depends on it, since the machine may have other things to do. Ctrl-C ends it
 * after its servers and folders are gone.
 *
 * A further measurement is a file that exports a `Bench`, and a line below.
 *
 * @typedef {object} Line
 * @property {string} what
 * @property {string} value with its unit
 * @property {number} [ratio] to the floor
 * @property {number} [atMost] the goal for the ratio
 * @property {number} [atLeast] the goal for the ratio
 *
 * @typedef {object} Bench
 * @property {string} name what is measured
 * @property {string} how
 * @property {(on: { root: string, large: boolean, signal: AbortSignal }) => Promise<readonly Line[]>} run `root` is the
 *   folder of the repository, built; the signal asks it to stop, as does the end of a process that it started
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coldStart } from "./cold-start.mjs";
import { diff } from "./diff.mjs";
import { fanOut } from "./fan-out.mjs";
import { machine } from "./machine.mjs";
import { memory } from "./memory.mjs";
import { oneLine } from "./one-line.mjs";
import { peers } from "./peers.mjs";
import { asMarkdown, asText, isMissed } from "./report.mjs";
import { shards } from "./shards.mjs";
import { up } from "./up.mjs";
import { validate } from "./validate.mjs";

const BENCHES = {
  "cold-start": coldStart,
  validate,
  peers,
  memory,
  diff,
  up,
  "fan-out": fanOut,
  shards,
  "one-line": oneLine,
};

const root = fileURLToPath(new URL("../..", import.meta.url));
const write = process.argv.includes("--write");
const large = process.argv.includes("--large");
const asked = process.argv.slice(2).filter((argument) => argument !== "--write" && argument !== "--large");
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`error: there is no ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}\n`);
  process.exit(2);
}
const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
const { signal } = interruption;
const reports = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const lines = await bench.run({ root, large, signal }).catch((error) => {
    if (!signal.aborted) throw error;
    process.stderr.write("interrupted\n");
    process.exit(130);
  });
  const report = { bench, lines, machine: machine() };
  reports.push(report);
  process.stdout.write(`${asText(report)}\n`);
}
process.stdout.write(`${machine()}\n`);
if (write) {
  const file = join(root, "docs/benchmarks.md");
  writeFileSync(file, asMarkdown(existsSync(file) ? readFileSync(file, "utf8") : undefined, reports));
}
if (reports.some(({ lines }) => lines.some(isMissed))) process.exitCode = 1;
