import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type EngineEvent, LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { Engine } from "./engine.ts";
import { engineEnvironment } from "./engine-environment.ts";
import { findEngine } from "./find-engine.ts";

const run = promisify(execFile);
const MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

const PROGRAM = `
import { ComponentResource, Config } from "@pulumi/pulumi";
new ComponentResource("test:index:Team", "team:crm");
export const greeting = "hello " + new Config("test").require("who");
`;

let engine: Engine;
let folder: string;
let environment: NodeJS.ProcessEnv;

before(async () => {
  engine = await findEngine({ progress: () => undefined });
  // A blank in the path, as users have it: the state's URL and the paths in Pulumi.yaml must survive that.
  folder = await mkdtemp(join(tmpdir(), "topology engine-"));
  const [home, stateFolder] = [join(folder, "home"), join(folder, "state")];
  for (const made of [home, stateFolder, join(folder, "project", "dist"), join(folder, "project", "stacks")])
    await mkdir(made, { recursive: true });
  environment = engineEnvironment(engine, { home, stateFolder });
  await symlink(MODULES, join(folder, "project", "node_modules"));
  await put("project/package.json", JSON.stringify({ name: "test", type: "module" }));
  await put("project/dist/program.js", PROGRAM);
});

after(() => rm(folder, { recursive: true, force: true }));

test("the engine says the version it was found with", async () => {
  const { stdout } = await run(engine.pulumi, ["version"], { env: environment });
  assert.equal(stdout.trim(), `v${engine.version}`);
});

test("pulumi up runs a compiled ES module of the project, with state, secrets and login in the folders given", async () => {
  const runtime = { name: "nodejs", options: { typescript: false } };
  await put(
    "project/Pulumi.yaml",
    JSON.stringify({ name: "test", main: "dist/program.js", runtime, stackConfigDir: "stacks" }),
  );
  await put("project/stacks/Pulumi.x.yaml", "# said by the user\nconfig:\n  test:who: world\n");
  await pulumi("stack", "init", "x");
  await pulumi("up", "--yes", "--stack", "x");
  assert.deepEqual(JSON.parse(await pulumi("stack", "output", "--json", "--stack", "x")), { greeting: "hello world" });
  const state = await readFile(join(folder, "state", ".pulumi", "stacks", "test", "x.json"), "utf8");
  assert.match(state, /test:index:Team::team:crm/);
  // The passphrase provider writes into the stack file: never run the engine on a file of the user's.
  const stackFile = await readFile(join(folder, "project", "stacks", "Pulumi.x.yaml"), "utf8");
  assert.match(stackFile, /^# said by the user\nconfig:\n {2}test:who: world\nencryptionsalt: v1:/);
});

test("a workspace folder elsewhere runs the program of the project, with the engine's events", async () => {
  const main = join(folder, "project", "dist", "program.js");
  await mkdir(join(folder, "workspace"));
  await put("workspace/Pulumi.yaml", JSON.stringify({ name: "elsewhere", main, runtime: "nodejs" }));
  await put("workspace/Pulumi.y.yaml", JSON.stringify({ config: { "test:who": "there" } }));
  const root = dirname(dirname(engine.pulumi));
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "y", workDir: join(folder, "workspace") },
    {
      pulumiCommand: await PulumiCommand.get(engine.source === "built" ? { root } : undefined),
      envVars: environment as Record<string, string>,
    },
  );
  const events: EngineEvent[] = [];
  const up = await stack.up({ onEvent: (event) => events.push(event) });
  assert.equal(up.outputs["greeting"]?.value, "hello there");
  assert.deepEqual(up.summary.resourceChanges, { create: 2 });
  const created = events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []);
  assert.deepEqual(
    created
      .filter(({ op }) => op === "create")
      .map(({ type }) => type)
      .sort(),
    ["pulumi:pulumi:Stack", "test:index:Team"],
  );
  assert.deepEqual((await stack.preview()).changeSummary, { same: 2 });
});

async function put(path: string, text: string): Promise<void> {
  await writeFile(join(folder, path), text);
}

async function pulumi(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(engine.pulumi, [...args, "--non-interactive"], {
    env: environment,
    cwd: join(folder, "project"),
  });
  return stdout;
}
