/**
 * `npm run bench [-- name…] [--write]`: every measurement with its floor in the same run, as ratios; with `--write` they
 * become docs/benchmarks.md. Names are file names of this folder, for example `cold-start`. The exit code is 1 when a goal
 * is missed; no test depends on it, since the machine may have other things to do.
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
 * @property {(on: { root: string }) => Promise<readonly Line[]>} run `root` is the folder of the repository, built
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coldStart } from "./cold-start.mjs";
import { diff } from "./diff.mjs";
import { machine } from "./machine.mjs";
import { memory } from "./memory.mjs";
import { peers } from "./peers.mjs";
import { asMarkdown, asText, isMissed } from "./report.mjs";
import { up } from "./up.mjs";
import { validate } from "./validate.mjs";

const BENCHES = { "cold-start": coldStart, validate, peers, memory, diff, up };

const root = fileURLToPath(new URL("../..", import.meta.url));
const write = process.argv.includes("--write");
const asked = process.argv.slice(2).filter((argument) => argument !== "--write");
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`error: there is no ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}\n`);
  process.exit(2);
}
const reports = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const report = { bench, lines: await bench.run({ root }) };
  reports.push(report);
  process.stdout.write(`${asText(report)}\n`);
}
process.stdout.write(`${machine()}\n`);
if (write) writeFileSync(join(root, "docs/benchmarks.md"), asMarkdown(reports, machine()));
if (reports.some(({ lines }) => lines.some(isMissed))) process.exitCode = 1;
