import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShardedPlan } from "../../sharding/sharded-plan.ts";

/** What the fake engine keeps and is told, in one file. */
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
 * cannot be made to do at will. What a run limited to targets or a full run leaves is taken from the plan.
 */
export function fakeEngine(folder: string, plan: ShardedPlan): FakeEngine {
  const bin = join(folder, "fake", "bin");
  const file = join(folder, "fake", "state.json");
  mkdirSync(bin, { recursive: true });
  const command = join(bin, "pulumi");
  writeFileSync(command, `#!${process.execPath}\n${SCRIPT.replace("STATE", JSON.stringify(file))}`);
  chmodSync(command, 0o755);
  const read = () => JSON.parse(readFileSync(file, "utf8")) as FakeState;
  const change = (more: Partial<FakeState>) => writeFileSync(file, JSON.stringify({ ...read(), ...more }));
  writeFileSync(file, JSON.stringify({ stacks: {}, planned: deploymentsOf(plan), fails: {}, runs: [] }));
  return { env: { PULUMI_COMMAND: command }, read, change };
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
const file = STATE;
const args = process.argv.slice(2);
const state = JSON.parse(fs.readFileSync(file, "utf8"));
const save = () => fs.writeFileSync(file, JSON.stringify(state));
const after = (name) => args.flatMap((arg, at) => (arg === name ? [args[at + 1]] : []));
const stack = after("--stack")[0];
const print = (value) => process.stdout.write(JSON.stringify(value));
if (args[0] === "version") process.stdout.write("v3.250.0\\n");
else if (args[0] === "stack" && args[1] === "ls") print(Object.keys(state.stacks).map((name) => ({ name, current: false })));
else if (args[0] === "stack" && args[1] === "init") { state.stacks[args[2]] = { version: 3 }; save(); }
else if (args[0] === "stack" && args[1] === "export") print(state.stacks[stack]);
else if (args[0] === "stack" && args[1] === "history") print([]);
else if (["up", "preview", "refresh", "destroy"].includes(args[0])) {
  const targets = after("--target");
  state.runs.push([args[0], stack, ...(targets.length > 0 ? [targets.length] : [])].join(" "));
  if (state.fails[stack] !== undefined) {
    save();
    process.stderr.write(state.fails[stack]);
    process.exit(255);
  }
  const planned = state.planned[stack] ?? { version: 3 };
  if (args[0] === "up" && targets.length === 0) state.stacks[stack] = planned;
  if (args[0] === "up" && targets.length > 0)
    state.stacks[stack] = { deployment: { resources: planned.deployment.resources.filter(({ urn }) => targets.includes(urn)) } };
  save();
} else {
  process.stderr.write("the fake engine does not know: " + args.join(" "));
  process.exit(1);
}
`;
