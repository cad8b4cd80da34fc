import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShardedPlan } from "../../sharding/sharded-plan.ts";

/** What the fake engine keeps and is told. */
export interface FakeState {
  /** What `stack export` of each stack gives. */
  readonly stacks: Readonly<Record<string, object>>;
  /** What a full run leaves. */
  readonly planned: Readonly<Record<string, object>>;
  /** Stack → what its next runs say on stderr before they fail. */
  readonly fails: Readonly<Record<string, string>>;
  /** Each run that was asked for: `up prod.crm 3` with the number of targets, or `up prod.crm`. */
  readonly runs: readonly string[];
}

export interface FakeEngine {
  readonly env: NodeJS.ProcessEnv;
  read(): FakeState;
  change(change: Partial<FakeState>): void;
}

/**
 * An executable that does what the Automation API asks of `pulumi`, without any cloud: for tests of what the real engine
 * cannot be made to do at will. What a run limited to targets or a full run leaves is taken from the plan. Engines run
 * side by side, so each writes only the file of its own stack, and a line at the end of the runs.
 */
export function fakeEngine(folder: string, plan: ShardedPlan): FakeEngine {
  const home = join(folder, "fake");
  const command = join(home, "pulumi");
  const stacks = join(home, "stacks");
  const told = join(home, "told.json");
  const runs = join(home, "runs");
  const read = (): FakeState => ({
    stacks: Object.fromEntries(
      readdirSync(stacks).map((name) => [name, JSON.parse(readFileSync(join(stacks, name), "utf8"))]),
    ),
    ...JSON.parse(readFileSync(told, "utf8")),
    runs: readFileSync(runs, "utf8").split("\n").slice(0, -1),
  });
  const write = (state: FakeState) => {
    rmSync(stacks, { recursive: true, force: true });
    mkdirSync(stacks, { recursive: true });
    for (const [name, one] of Object.entries(state.stacks)) writeFileSync(join(stacks, name), JSON.stringify(one));
    writeFileSync(told, JSON.stringify({ planned: state.planned, fails: state.fails }));
    writeFileSync(runs, state.runs.map((run) => `${run}\n`).join(""));
  };
  write({ stacks: {}, planned: deploymentsOf(plan), fails: {}, runs: [] });
  writeFileSync(command, `#!${process.execPath}\n${SCRIPT.replace("HOME", JSON.stringify(home))}`);
  chmodSync(command, 0o755);
  return { env: { PULUMI_COMMAND: command }, read, change: (more) => write({ ...read(), ...more }) };
}

export function deploymentsOf(plan: ShardedPlan): FakeState["planned"] {
  return Object.fromEntries(
    [...plan.shards].map(([stack, { shard, digest }]) => {
      const root = {
        urn: `urn:pulumi:${stack}::event-topology::pulumi:pulumi:Stack::event-topology-${stack}`,
        type: "pulumi:pulumi:Stack",
        outputs: { shard: { digest, elsewhere: shard.elsewhere } },
      };
      const resources = shard.resources.map(({ id, type, team, properties }) => ({
        urn: `urn:pulumi:${stack}::event-topology::event-topology:index:Team$${type}::${id}`,
        type,
        custom: true,
        inputs: properties,
        parent: `urn:pulumi:${stack}::event-topology::event-topology:index:Team::${plan.teamId(team)}`,
      }));
      return [stack, { version: 3, deployment: { resources: [root, ...resources] } }];
    }),
  );
}

const SCRIPT = `
const fs = require("node:fs");
const { join } = require("node:path");
const home = HOME;
const args = process.argv.slice(2);
const { planned: plans, fails } = JSON.parse(fs.readFileSync(join(home, "told.json"), "utf8"));
const after = (name) => args.flatMap((arg, at) => (arg === name ? [args[at + 1]] : []));
const stack = after("--stack")[0];
const print = (value) => process.stdout.write(JSON.stringify(value));
const keep = (name, state) => fs.writeFileSync(join(home, "stacks", name), JSON.stringify(state));
if (args[0] === "version") process.stdout.write("v3.250.0\\n");
else if (args[0] === "stack" && args[1] === "ls") print(fs.readdirSync(join(home, "stacks")).map((name) => ({ name, current: false })));
else if (args[0] === "stack" && args[1] === "init") keep(args[2], { version: 3 });
else if (args[0] === "stack" && args[1] === "export") process.stdout.write(fs.readFileSync(join(home, "stacks", stack)));
else if (args[0] === "stack" && args[1] === "history") print([]);
else if (["up", "preview", "refresh", "destroy"].includes(args[0])) {
  const targets = after("--target");
  fs.appendFileSync(join(home, "runs"), [args[0], stack, ...(targets.length > 0 ? [targets.length] : [])].join(" ") + "\\n");
  if (fails[stack] !== undefined) {
    process.stderr.write(fails[stack]);
    process.exit(255);
  }
  const planned = plans[stack] ?? { version: 3 };
  if (args[0] === "up" && targets.length === 0) keep(stack, planned);
  if (args[0] === "up" && targets.length > 0)
    keep(stack, { deployment: { resources: planned.deployment.resources.filter(({ urn }) => targets.includes(urn)) } });
} else {
  process.stderr.write("the fake engine does not know: " + args.join(" "));
  process.exit(1);
}
`;
