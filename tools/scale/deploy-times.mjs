/**
 * `node --import tsx tools/scale/deploy-times.mjs [teams…]`: how long a first deploy takes under the clouds' limits, by
 * simulation (tools/scale/simulate.mjs), for generated topologies of 10 events and 50 subscriptions a team. Nothing is
 * measured: the answer depends on world.mjs alone. Where each team has an account of its own, the last column is one account by
 * itself, 8 at once: what a job of a CI matrix takes, however many teams there are.
 */
import { backends } from "../../src/backends/registry.ts";
import { planOfSize } from "./plan.mjs";
import { simulate } from "./simulate.mjs";
import { costs, rates } from "./world.mjs";

/** One engine with its default on two cores, eight stacks at a time, and a CI matrix of 64 jobs. */
const PARALLEL = [8, 64, 512];
const sizes = process.argv.slice(2).map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 7)) {
  process.stderr.write("usage: deploy-times.mjs [number of teams, at least 7]…\n");
  process.exit(2);
}

print(
  "backend",
  "teams",
  "accounts",
  "resources",
  ...PARALLEL.map((parallel) => `${parallel} at once`),
  "waits for",
  "one account",
);
for (const { name } of backends)
  for (const teams of sizes.length > 0 ? sizes : [10, 100])
    for (const own of [false, true]) {
      const { resources } = await planOfSize(name, { teams, own });
      const found = PARALLEL.map((parallelism) => simulate(resources, { parallelism, costs, rates }));
      const accounts = own ? teams : 1;
      print(
        name,
        teams,
        accounts,
        resources.length,
        ...found.map(({ seconds }) => duration(seconds)),
        found.at(-1).busiest,
        own ? duration(simulate(ofOneAccount(resources), { parallelism: PARALLEL[0], costs, rates }).seconds) : "",
      );
    }

/** Those of the first account; what they depend on elsewhere is taken to be there. */
function ofOneAccount(resources) {
  return resources.filter(({ provider }) => provider === resources[0].provider);
}

function print(...cells) {
  const widths = [16, -6, -9, -10, -10, -10, -11, 14, -11];
  process.stdout.write(
    `${cells
      .map((cell, n) => (widths[n] > 0 ? String(cell).padEnd(widths[n]) : String(cell).padStart(-widths[n])))
      .join("  ")
      .trimEnd()}\n`,
  );
}

function duration(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
