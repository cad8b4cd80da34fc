import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { quickProject, topologyRun } from "./emulated-run.mjs";
import { teamName, teamsTopology } from "./teams-topology.mjs";
import { median, usage } from "./usage.mjs";

const SIZES = [10, 100, 1000];
const ROUNDS = 3;
/** Whose events the first team subscribes to: its 50 queues are fed by the events of the next five teams. */
const OWNERS = [1, 2, 3, 4, 5];
const BEFORE = "      - EVENT_1_0\n";

/** What one team's change costs in an organization of many. @type {import("./bench.mjs").Bench} */
export const oneLine = {
  name: "A one-line change in topologies of 10, 100 and 1,000 teams, from the file to the finished `topology up --changed-since`",
  how: `another ack deadline for one queue of one team, one stack and a project for each team, on the emulator of Pub/Sub with the local provider; CPU time of all processes, median of ${ROUNDS} changes; the ratio is to 10 teams; 10 events and 50 subscriptions a team. Of all stacks those stand that the change needs: the team's own, and of the five owners of its events what \`up --early\` makes of them`,
  async run({ root, signal }) {
    const lines = [];
    let fewest;
    for (const teams of SIZES) {
      signal.throwIfAborted();
      const project = await quickProject(root, teamsTopology(teams), "team");
      try {
        await ownProjects(project, teams);
        await deployWhatItNeeds(root, project);
        const runs = [];
        for (let round = 0; round < ROUNDS; round += 1) runs.push(await changeOf(root, project, round));
        const found = middle(runs);
        fewest ??= found.cpu;
        const parsing = [join(root, "tools/bench/floors/parse.mjs"), "topology.yaml"];
        const yaml = usage(parsing, { cwd: project.folder }).cpu / 1000;
        const size = `${teams} teams`;
        lines.push(
          {
            what: `${size}, all`,
            value: `CPU ${seconds(found.cpu)}, wall ${seconds(found.wall)}`,
            ratio: found.cpu / fewest,
            atMost: 1.1,
          },
          { what: `${size}, engine and provider`, value: seconds(found.engine) },
          { what: `${size}, the program in the engine's run: reads, plans, registers`, value: seconds(found.program) },
          { what: `${size}, \`topology\`: reads and plans both revisions`, value: seconds(found.topology) },
          { what: `${size}, for comparison a process that parses the file by \`yaml\` alone`, value: seconds(yaml) },
        );
      } finally {
        await project.remove();
      }
    }
    return lines;
  },
};

/** A project for each team, all of one deployer: in one project 1,000 teams are above Google's limits. */
async function ownProjects({ folder }, teams) {
  const file = join(folder, "stacks/Pulumi.prod.yaml");
  const settings = JSON.parse(await readFile(file, "utf8"));
  const projects = JSON.parse(await readFile(join(folder, "session/projects.json"), "utf8"));
  for (let team = 0; team < teams; team += 1) {
    const [project, projectNumber] = [`ar-${teamName(team)}`, String(100_000_000_000 + team)];
    settings.config["event-topology:teams"][teamName(team)].gcp = { project, projectNumber };
    projects[project] = { number: projectNumber };
  }
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  await writeFile(join(folder, "session/projects.json"), JSON.stringify(projects));
}

async function deployWhatItNeeds(root, project) {
  const up = (...more) => topologyRun(root, project, "up", "--stack", "prod", "--yes", ...more);
  await up("--early", "--only", OWNERS.map((team) => `prod.${teamName(team)}`).join());
  await up("--only", `prod.${teamName(0)}`);
  git(project, "init", "--quiet");
}

/** The same change once more, with another value; what was there is committed first. */
async function changeOf(root, project, round) {
  git(project, "add", "topology.yaml", "stacks");
  git(project, "commit", "--quiet", "--message", "What is deployed");
  const line = (value) => `      - { event: EVENT_1_0, ackDeadline: ${value}s }\n`;
  await project.edit("topology.yaml", round === 0 ? BEFORE : line(40 + round - 1), line(40 + round));
  const run = await topologyRun(root, project, "up", "--stack", "prod", "--yes", "--changed-since", "HEAD");
  if (!/^up: 1 stack \(1 done\), \d+ unchanged, 1 updated,/m.test(run.stdout))
    throw new Error(`the change was to update one resource of one stack: ${run.stdout}`);
  const [topology, program] = ["topology", "program"].map((kind) => run.kinds.get(kind)?.cpu ?? 0);
  return { cpu: run.cpu, wall: run.wall, topology, program, engine: run.cpu - topology - program };
}

function middle(runs) {
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]));
}

function git({ folder }, ...args) {
  const identity = ["-c", "user.name=Bench", "-c", "user.email=bench@ar.example", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}

function seconds(time) {
  return `${time.toFixed(1)} s`;
}
