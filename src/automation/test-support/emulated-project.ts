import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { TeamManifest } from "../../backends/manifest.ts";
import { readStack } from "../../backends/read-stack.ts";
import { runIn } from "../../cli/test-support/run-in.ts";
import { compile } from "../../compile.ts";
import { nodeFiles } from "../../files.ts";
import type { Client } from "../../local/clients/client.ts";
import { engineEnvironment } from "../../local/engine/engine-environment.ts";
import { findEngine } from "../../local/engine/find-engine.ts";
import { installProviders } from "../../local/provider/install-providers.ts";
import { type Server, stopServer } from "../../local/server.ts";
import { connect, createIdentities, emulatorVariables, startEmulator } from "../../local/session/emulator.ts";
import { type LocalPlace, localPlace } from "../../local/session/local-place.ts";
import { writeProjects } from "../../local/session/projects-file.ts";
import { sessionFolder } from "../../local/session/session-folder.ts";
import { stackFile } from "../../local/session/workspace.ts";
import { type ShardedPlan, shardedPlan } from "../../sharding/sharded-plan.ts";

const root = join(import.meta.dirname, "../../..");
const STACK = "prod";
const STACK_FILE = `stacks/Pulumi.${STACK}.yaml`;

/** A project as a user has it, with the stack file `prod` on an emulator that is its own. */
export interface EmulatedProject {
  readonly folder: string;
  /** The engine's file state. */
  readonly state: string;
  /** For a `topology` of its own process: it finds the engine, the emulator and the state. */
  readonly env: NodeJS.ProcessEnv;
  readonly server: Server;
  readonly place: LocalPlace;
  topology(...args: readonly string[]): ReturnType<typeof runIn>;
  /** Replaces text in a file; throws when it is not there. */
  edit(file: string, from: string | RegExp, to: string): Promise<void>;
  /** What the files stand for as they are now; throws when they have errors. */
  plan(): Promise<{ readonly plan: ShardedPlan; readonly manifests: ReadonlyMap<string, TeamManifest> }>;
  connectAs(team: string): Promise<Client>;
  remove(): Promise<void>;
}

/** @param topology text of topology.yaml, without includes */
export async function emulatedProject(
  backend: string,
  topology: string,
  sharding: "none" | "team" = "none",
): Promise<EmulatedProject> {
  const { organization, teams } = parse(topology, { uniqueKeys: false }) as { organization: string; teams: object };
  const place = localPlace(backend, organization);
  if (place === undefined) throw new Error(`the backend ${backend} has no local stack`);
  const folder = await mkdtemp(join(tmpdir(), "topology-emulated-"));
  const session = sessionFolder(join(folder, "session"));
  for (const path of [session.state, session.home, join(folder, "stacks")]) await mkdir(path, { recursive: true });
  const names = Object.keys(teams);
  await writeProjects(session, place, names);
  for (const name of ["Pulumi.yaml", "package.json", "schemas", "dist"])
    await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "topology.yaml"), topology);
  const settings = JSON.parse(stackFile({ backend, topologyFile: "topology.yaml", place, teams: names }));
  settings.config["event-topology:sharding"] = sharding;
  await writeFile(join(folder, STACK_FILE), `${JSON.stringify(settings, null, 2)}\n`);

  await installProviders(session.home);
  const engine = await findEngine({ progress: () => undefined });
  const server = await startEmulator(session, place, { progress: () => undefined, environment: process.env });
  await createIdentities(server, place, names);
  const env = {
    ...engineEnvironment(engine, { home: session.home, stateFolder: session.state }),
    ...emulatorVariables(server, place),
  };
  return {
    folder,
    state: session.state,
    env,
    server,
    place,
    topology: (...args) => runIn(folder, args, env),
    edit: async (name, from, to) => {
      const text = await readFile(join(folder, name), "utf8");
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${name} does not hold ${from}`);
      await writeFile(join(folder, name), changed);
    },
    plan: () => planIn(folder),
    connectAs: (team) => connect(server, place, place.principal(team)),
    remove: async () => {
      await stopServer(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function planIn(folder: string) {
  const files = nodeFiles(folder);
  const { desired, origins, diagnostics } = await compile("topology.yaml", files);
  const { stack, backend, diagnostics: ofStack } = await readStack(STACK_FILE, files);
  if (desired === undefined || stack === undefined || backend === undefined)
    throw new Error([...diagnostics, ...ofStack].map(({ message }) => message).join("; "));
  const input = { desired, origins, stack };
  return {
    plan: shardedPlan(STACK, backend, input),
    manifests: new Map(backend.manifests(input).map((manifest) => [manifest.team, manifest])),
  };
}
