import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { engineEnvironment } from "../local/engine/engine-environment.ts";
import { findEngine } from "../local/engine/find-engine.ts";
import { installProviders } from "../local/provider/install-providers.ts";

const root = join(import.meta.dirname, "../..");
const OF_THE_PROJECT = ["Pulumi.yaml", "package.json", "topology.yaml", "stacks", "schemas", "dist"];

/** The project in a temporary folder as a user has it after `npm ci`, with an engine whose clouds are the emulators. */
export interface ProjectCopy {
  readonly folder: string;
  /** Runs the engine there, with plain output. */
  pulumi(...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }>;
  /** Replaces text in a file; throws when it is not there. @returns what undoes it. */
  edit(file: string, from: string | RegExp, to: string): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

/** @param clouds variables that say where the emulators are: `AWS_ENDPOINT_URL`, `PUBSUB_EMULATOR_HOST` */
export async function projectCopy(clouds: NodeJS.ProcessEnv): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "topology-project-"));
  for (const name of OF_THE_PROJECT) await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const [home, stateFolder] = [join(folder, "home"), join(folder, "state")];
  await mkdir(home);
  await mkdir(stateFolder);
  await installProviders(home);
  const engine = await findEngine({ progress: () => undefined });
  const env = { ...engineEnvironment(engine, { home, stateFolder }), ...clouds };

  const edit: ProjectCopy["edit"] = async (name, from, to) => {
    const file = join(folder, name);
    const text = await readFile(file, "utf8");
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${name} does not hold ${from}`);
    await writeFile(file, changed);
    return () => writeFile(file, text);
  };
  // The embedded stack has no Service Usage API.
  await edit("stacks/Pulumi.gcp-pubsub.yaml", "    project:", "    enableServices: false\n    project:");
  return {
    folder,
    edit,
    remove: () => rm(folder, { recursive: true, force: true }),
    async pulumi(...args) {
      const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
      const all = [...args, "--non-interactive", "--color", "never"];
      return promisify(execFile)(engine.pulumi, all, options).then(
        ({ stdout }) => ({ code: 0, output: stdout }),
        ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
      );
    },
  };
}
