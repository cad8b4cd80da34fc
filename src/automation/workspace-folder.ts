import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse } from "../document/parse.ts";
import { readDocument } from "../document/read.ts";
import { nodeFiles } from "../files.ts";
import { EnvironmentError } from "../local/environment-error.ts";
import { configOfShard } from "../sharding/config-of-shard.ts";

/**
 * A Pulumi project beside the user's own, for the stacks of one stack file: so that each of them has the configuration of
 * that file, and the engine, which writes its salt into stack files, does not fill the user's folder with them.
 */
export interface WorkspaceFolder {
  readonly path: string;
  /** Gives a stack the configuration of the stack file. */
  prepare(stack: string): Promise<void>;
}

/**
 * @param project folder of the user's Pulumi.yaml
 * @param base name of the stack file
 * @throws EnvironmentError without a Pulumi.yaml
 */
export async function workspaceFolder(project: string, base: string): Promise<WorkspaceFolder> {
  const path = join(project, ".topology", "stacks", base);
  await mkdir(path, { recursive: true });
  await writeFile(join(project, ".topology", "stacks", ".gitignore"), "*\n");
  await writeFile(join(path, "Pulumi.yaml"), `${JSON.stringify(await projectFile(project), null, 2)}\n`);
  const stackFile = `stacks/Pulumi.${base}.yaml`;
  const whole = await readFile(join(project, stackFile), "utf8");
  const { document } = parse(stackFile, whole);
  return {
    path,
    prepare: async (stack) => {
      const file = join(path, `Pulumi.${stack}.yaml`);
      const text = stack === base || document === undefined ? whole : ofShard(Object(document.value));
      const known = await readFile(file, "utf8").catch(() => "");
      const salt = /^encryptionsalt: .*$/m;
      const own = salt.test(text) ? undefined : salt.exec(known)?.[0];
      await writeFile(file, own === undefined ? text : `${text.replace(/\n?$/, "\n")}${own}\n`);
    },
  };
}

/** JSON is YAML; the keys stand on lines of their own, so that the engine's salt stays one. */
function ofShard(stackFile: Readonly<Record<string, unknown>>): string {
  const config = configOfShard(Object(stackFile["config"]));
  return Object.entries({ ...stackFile, config })
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join("");
}

/** The user's, with what is relative to its folder made absolute. JSON is YAML. */
async function projectFile(project: string): Promise<object> {
  const { document, diagnostics } = await readDocument("Pulumi.yaml", nodeFiles(project));
  if (document === undefined)
    throw new EnvironmentError(
      `there is no usable Pulumi.yaml in ${project}: ${diagnostics[0]?.message ?? "it cannot be read"}`,
      "run this in the folder of the Pulumi project",
    );
  const { stackConfigDir: _ours, main = ".", backend, ...rest } = Object(document.value) as ProjectFile;
  const url = backend?.url?.replace(
    /^file:\/\/(?=\.)(.*)$/,
    (_, relative: string) => `file://${resolve(project, relative)}`,
  );
  return { ...rest, main: resolve(project, main), ...(backend && { backend: { ...backend, ...(url && { url }) } }) };
}

interface ProjectFile {
  readonly stackConfigDir?: string;
  readonly main?: string;
  readonly backend?: { readonly url?: string };
}
