import { loadavg } from "node:os";
import { quickProject, topologyRun } from "./emulated-run.mjs";
import { teamsTopology } from "./teams-topology.mjs";

const SUBSCRIPTIONS = 11;
/** Teams of about 97 resources each: about 300, 900, 3,000 and 15,000 resources. */
const SIZES = [3, 9, 31, 155];
/** The most teams that are run without `--large`, and as one stack: that of the largest size takes hours. */
const USUAL = 31;
const MEGABYTE = 1024 * 1024;

/** What one stack for each team costs and saves. @type {import("./bench.mjs").Bench} */
export const shards = {
  name: "First `topology up`: one stack against one stack for each team",
  how: `CPU time of \`topology\`, the engines and all that they start; wall time, with what else the machine does; the largest resident set of one engine, of one program, and of all processes together as seen five times a second; once each, on a new emulator of Pub/Sub with the local provider; teams of 10 events and ${SUBSCRIPTIONS} subscriptions, 4 engines at once where there are several stacks. Growth is the exponent of CPU time over resources`,
  async run({ root, large }) {
    const lines = [];
    const found = { none: [], team: [] };
    for (const teams of SIZES) {
      if (teams > USUAL && !large) {
        lines.push({ what: `${teams} teams: \`npm run bench -- shards --large\``, value: "not run" });
        continue;
      }
      const topology = teamsTopology(teams, { subscriptions: SUBSCRIPTIONS });
      const isOneStackToo = teams <= USUAL;
      if (isOneStackToo) found.none.push(await firstUp(root, topology, "none"));
      found.team.push(await firstUp(root, topology, "team"));
      const many = found.team.at(-1);
      const one = isOneStackToo ? found.none.at(-1) : extrapolated(found.none, many.resources);
      lines.push(
        { what: `${one.resources} resources, one stack`, value: told(one), ratio: 1 },
        { what: `${many.resources} resources, ${teams} stacks`, value: told(many), ratio: many.cpu / one.cpu },
        ...(isOneStackToo ? growth("one stack", found.none) : []),
        ...growth("a stack for each team", found.team, { atMost: 1.1 }),
      );
    }
    return lines;
  },
};

async function firstUp(root, topology, sharding) {
  const project = await quickProject(root, topology, sharding);
  try {
    const { plan } = await project.plan();
    const resources = [...plan.shards.values()].reduce((sum, { shard }) => sum + shard.resources.length, 0);
    const run = await topologyRun(root, project, "up", "--stack", "prod", "--yes");
    if (!run.stdout.includes(` ${resources} created`)) throw new Error(`not all was made: ${run.stdout}`);
    return { resources, ...run, load: loadavg()[0] };
  } finally {
    await project.remove();
  }
}

/** What one stack would take if it went on growing as it does between the last two sizes. */
function extrapolated(found, resources) {
  const last = found.at(-1);
  return { resources, cpu: last.cpu * (resources / last.resources) ** exponentOf(found), isGuess: true };
}

function told({ cpu, wall, kinds, together, load, isGuess }) {
  if (isGuess) return `not run: about CPU ${(cpu / 3600).toFixed(1)} h at the growth so far`;
  const mebibytes = (bytes) => Math.round(bytes / MEGABYTE);
  const [engine, program] = ["engine", "program"].map((kind) => mebibytes(kinds.get(kind)?.peak ?? 0));
  return `CPU ${cpu.toFixed(0)} s, wall ${wall.toFixed(0)} s (load ${load.toFixed(1)}), engine ${engine} MiB, program ${program} MiB, all ${mebibytes(together)} MiB`;
}

/** The exponent between the last two sizes. */
function growth(what, found, goal = {}) {
  const [before, last] = found.slice(-2);
  if (last === undefined) return [];
  const value = `from ${before.resources} to ${last.resources}`;
  return [{ what: `growth, ${what}`, value, ratio: exponentOf(found), ...goal }];
}

function exponentOf(found) {
  const [before, last] = found.slice(-2);
  return Math.log(last.cpu / before.cpu) / Math.log(last.resources / before.resources);
}
