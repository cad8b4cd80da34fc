import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { runIn } from "../../cli/test-support/run-in.ts";
import { connectAws } from "../../local/clients/aws.ts";
import type { Client } from "../../local/clients/client.ts";
import { createRoles } from "../../local/emulators/aws-roles.ts";
import { startMinistack } from "../../local/emulators/ministack.ts";
import { engineEnvironment } from "../../local/engine/engine-environment.ts";
import { findEngine } from "../../local/engine/find-engine.ts";
import { installProviders } from "../../local/provider/install-providers.ts";
import { stopServer } from "../../local/server.ts";

const root = join(import.meta.dirname, "../../..");
export const REGION = "eu-west-1";
export const ACCOUNT = "111122223333";

const roleOf = (team: string) => `arn:aws:iam::${ACCOUNT}:role/${team}`;

/** A project as a user has it, with the stack file `prod` on an AWS emulator that is its own. */
export interface ShardedProject {
  readonly folder: string;
  /** The engine's file state. */
  readonly state: string;
  topology(...args: readonly string[]): ReturnType<typeof runIn>;
  /** Replaces text in a file; throws when it is not there. */
  edit(file: string, from: string | RegExp, to: string): Promise<void>;
  connectAs(team: string): Promise<Client>;
  remove(): Promise<void>;
}

/** @param topology as the plain value of its YAML */
export async function shardedProject(topology: {
  readonly teams: Readonly<Record<string, object>>;
}): Promise<ShardedProject> {
  const folder = await mkdtemp(join(tmpdir(), "topology-sharded-"));
  const emulator = await startMinistack({ logFile: join(folder, "emulator.log"), progress: () => undefined });
  const { endpoint, certificateFile } = emulator;
  const teams = Object.keys(topology.teams);
  await createRoles({ endpoint, certificateFile, region: REGION, roleArns: teams.map(roleOf) });
  for (const name of ["Pulumi.yaml", "package.json", "schemas", "dist"])
    await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await mkdir(join(folder, "stacks"));
  await writeFile(join(folder, "topology.yaml"), stringify(topology));
  const config = {
    backend: "aws-sns-sqs",
    sharding: "none",
    protect: false,
    aws: { account: ACCOUNT, region: REGION },
    teams: Object.fromEntries(teams.map((team) => [team, { principals: [roleOf(team)] }])),
  };
  const keys = Object.entries(config).map(([key, value]) => [`event-topology:${key}`, value]);
  await writeFile(join(folder, "stacks", "Pulumi.prod.yaml"), stringify({ config: Object.fromEntries(keys) }));

  const [home, state] = [join(folder, "home"), join(folder, "state")];
  await mkdir(home);
  await mkdir(state);
  await installProviders(home);
  const engine = await findEngine({ progress: () => undefined });
  const env = {
    ...engineEnvironment(engine, { home, stateFolder: state }),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    NODE_EXTRA_CA_CERTS: certificateFile,
  };
  return {
    folder,
    state,
    topology: (...args) => runIn(folder, args, env),
    edit: async (name, from, to) => {
      const text = await readFile(join(folder, name), "utf8");
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${name} does not hold ${from}`);
      await writeFile(join(folder, name), changed);
    },
    connectAs: (team) => connectAws({ endpoint, certificateFile, region: REGION, principal: roleOf(team) }),
    remove: async () => {
      await stopServer(emulator);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
