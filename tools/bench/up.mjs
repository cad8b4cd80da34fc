import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPubsubEmulator } from "../../src/local/emulators/pubsub.ts";
import { engineEnvironment } from "../../src/local/engine/engine-environment.ts";
import { findEngine } from "../../src/local/engine/find-engine.ts";
import { DEPLOYER } from "../../src/local/provider/deployer.ts";
import { installProviders } from "../../src/local/provider/install-providers.ts";
import { stopServer } from "../../src/local/server.ts";
import { planOfSize } from "../scale/plan.mjs";
import { bareProgram } from "./floors/bare-program.mjs";
import { teamsStacks, teamsTopology } from "./teams-topology.mjs";
import { median } from "./usage.mjs";

const BACKEND = "gcp-pubsub";
const SIZE = { teams: 7, events: 10, subscriptions: 4 };
const ROUNDS = 3;

/**
 * The whole program against one that registers the same resources from a literal array: the same engine, the same
 * provider, the same emulator, which is quick enough to count for little. @type {import("./bench.mjs").Bench}
 */
export const up = {
  name: "`pulumi up` against a bare Pulumi program that registers the same resources from a literal array",
  how: `CPU time of the engine and all that it starts, median of ${ROUNDS} rounds in turn, each with a new stack; ${BACKEND} on the emulator, ${SIZE.teams} teams of ${SIZE.events} events and ${SIZE.subscriptions} subscriptions`,
  async run({ root }) {
    const folder = await mkdtemp(join(tmpdir(), "topology-bench-"));
    const emulator = await startPubsubEmulator({
      logFile: join(folder, "pubsub.log"),
      deployer: DEPLOYER,
      projects: { "ar-events": "100000000000" },
      progress: () => undefined,
    });
    try {
      const project = await projectsIn(folder, root, emulator.endpoint);
      const first = { bare: [], ours: [] };
      const again = { bare: [], ours: [] };
      for (let round = 0; round < ROUNDS; round += 1)
        for (const kind of ["bare", "ours"]) {
          const stack = `${BACKEND}-${round}`;
          await project.init(kind, stack);
          first[kind].push(project.up(kind, stack));
          again[kind].push(project.up(kind, stack));
          project.destroy(kind, stack);
        }
      const lines = (what, times) => {
        const [floor, ours] = [median(times.bare), median(times.ours)];
        return [
          { what: `${what}, bare program, ${project.resources} resources`, value: seconds(floor), ratio: 1 },
          { what: `${what}, topology`, value: seconds(ours), ratio: ours / floor, atMost: 1.05 },
        ];
      };
      return [...lines("first up", first), ...lines("up without a change", again)];
    } finally {
      await stopServer(emulator);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Both programs, each in a folder of its own, with one engine and one place for state. */
async function projectsIn(folder, root, endpoint) {
  const [home, stateFolder] = [join(folder, "home"), join(folder, "state")];
  for (const path of [home, stateFolder, join(folder, "ours/stacks"), join(folder, "bare/stacks")])
    await mkdir(path, { recursive: true });
  await installProviders(home);
  const engine = await findEngine({ progress: () => undefined });
  const env = { ...engineEnvironment(engine, { home, stateFolder }), PUBSUB_EMULATOR_HOST: endpoint };
  const { input, backend, resources } = await planOfSize(BACKEND, {
    teams: SIZE.teams,
    services: false,
    more: { subscriptions: SIZE.subscriptions },
  });
  const stackText = `${teamsStacks(SIZE.teams, false, false)[`stacks/Pulumi.${BACKEND}.yaml`]}  event-topology:protect: false\n`;
  for (const name of ["package.json", "dist", "schemas"])
    await cp(join(root, name), join(folder, "ours", name), { recursive: true, dereference: true });
  await writeFile(join(folder, "ours/topology.yaml"), teamsTopology(SIZE.teams, { subscriptions: SIZE.subscriptions }));
  await writeFile(join(folder, "bare/package.json"), '{ "type": "module" }\n');
  await mkdir(join(folder, "bare/dist"));
  await writeFile(join(folder, "bare/dist/program.js"), bareProgram(backend, input, resources));
  for (const kind of ["ours", "bare"]) {
    await symlink(join(root, "node_modules"), join(folder, kind, "node_modules"));
    const runtime = "runtime: { name: nodejs, options: { typescript: false } }";
    await writeFile(
      join(folder, kind, "Pulumi.yaml"),
      `name: bench-${kind}\nmain: dist/program.js\n${runtime}\nstackConfigDir: stacks\n`,
    );
  }

  const pulumi = (kind, ...args) => {
    // The shell's own clock counts what the engine started and waited for.
    const script = 'TIMEFORMAT="%U %S"; time "$@" --non-interactive --color never';
    const command = ["-c", script, "bash", engine.pulumi, ...args];
    const { status, stdout, stderr } = spawnSync("bash", command, {
      cwd: join(folder, kind),
      env,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0)
      throw new Error(`pulumi ${args.join(" ")} failed in ${kind}: ${stdout.slice(-3000)}${stderr.slice(-3000)}`);
    const [user, system] = stderr.trim().split("\n").at(-1).split(" ").map(Number);
    return user + system;
  };
  return {
    resources: resources.length,
    init: async (kind, stack) => {
      await writeFile(join(folder, kind, `stacks/Pulumi.${stack}.yaml`), kind === "ours" ? stackText : "config: {}\n");
      pulumi(kind, "stack", "init", stack);
    },
    up: (kind, stack) => pulumi(kind, "up", "--yes", "--skip-preview", "--stack", stack),
    destroy: (kind, stack) => pulumi(kind, "destroy", "--yes", "--skip-preview", "--stack", stack),
  };
}

function seconds(time) {
  return `${time.toFixed(1)} s`;
}
