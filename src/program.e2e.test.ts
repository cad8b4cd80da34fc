/** What a user does in a fresh clone: the project's own Pulumi.yaml and stack files, the engine's own commands, no variable of ours. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { backends } from "./backends/registry.ts";
import { engineEnvironment } from "./local/engine/engine-environment.ts";
import { findEngine } from "./local/engine/find-engine.ts";
import { installProviders } from "./local/provider/install-providers.ts";

const root = join(import.meta.dirname, "..");
const OF_THE_PROJECT = ["Pulumi.yaml", "package.json", "topology.yaml", "stacks", "schemas", "dist"];

let project: string;
let pulumi: (...args: readonly string[]) => Promise<{ readonly code: number; readonly stdout: string }>;

before(async () => {
  project = await mkdtemp(join(tmpdir(), "topology-program-"));
  for (const name of OF_THE_PROJECT) await cp(join(root, name), join(project, name), { recursive: true });
  await symlink(join(root, "node_modules"), join(project, "node_modules"));
  // The embedded stack has no Service Usage API; nothing else is changed.
  const gcp = join(project, "stacks/Pulumi.gcp-pubsub.yaml");
  const text = await readFile(gcp, "utf8");
  await writeFile(gcp, text.replace("    project:", "    enableServices: false\n    project:"));

  const [home, stateFolder] = [join(project, "home"), join(project, "state")];
  await mkdir(home);
  await mkdir(stateFolder);
  await installProviders(home);
  const engine = await findEngine({ progress: () => undefined });
  // A preview asks no cloud anything: an address where nobody answers proves it.
  const nobody = { AWS_ENDPOINT_URL: "https://127.0.0.1:1", PUBSUB_EMULATOR_HOST: "127.0.0.1:1" };
  const env = { ...engineEnvironment(engine, { home, stateFolder }), ...nobody };
  pulumi = async (...args) => {
    const options = { cwd: project, env, maxBuffer: 64 * 1024 * 1024 };
    const all = [...args, "--non-interactive", "--color", "never"];
    return promisify(execFile)(engine.pulumi, all, options).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout, stderr }) => ({ code, stdout: `${stdout}${stderr}` }),
    );
  };
});
after(() => rm(project, { recursive: true, force: true }));

for (const { name } of backends)
  describe(`a preview of the stack ${name}`, () => {
    test("creates all that the command line foretells, team by team", async () => {
      assert.equal((await pulumi("stack", "init", name)).code, 0);
      const { code, stdout } = await pulumi("preview", "--json", "--stack", name);
      assert.equal(code, 0, stdout);
      const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
      assert.ok(steps.every((step) => step.op === "create"));
      const ids = steps.map(({ urn }) => urn.split("::").slice(3).join("::"));
      const { stdout: foretold } = await promisify(execFile)(
        process.execPath,
        [join(project, "dist/cli/main.js"), "resources", "--stack", name],
        { cwd: project, maxBuffer: 64 * 1024 * 1024 },
      );
      const resources = (JSON.parse(foretold) as { resources: { id: string }[] }).resources.map(({ id }) => id);
      const around = ids.filter((id) => !resources.includes(id) && !/^(team|provider):/.test(id));
      assert.deepEqual(around, [`event-topology-${name}`]);
      assert.deepEqual(
        resources.filter((id) => !ids.includes(id)),
        [],
      );
    });

    test("with a mistake in the file tells its place and registers nothing", async () => {
      const file = join(project, "topology.yaml");
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace("- CUSTOMER_CREATED\n", "- CUSTOMER_CREATE\n"));
      try {
        const { code, stdout } = await pulumi("preview", "--stack", name);
        assert.notEqual(code, 0);
        assert.match(stdout, /topology\.yaml:\d+:9 error unknown-event .*did you mean "CUSTOMER_CREATED"\?/);
        assert.doesNotMatch(stdout, /(sqs|sns|pubsub|cloudwatch):|\n\s+at /);
      } finally {
        await writeFile(file, text);
      }
    });

    test("without a principal names the key to add and the stack file", async () => {
      const file = join(project, `stacks/Pulumi.${name}.yaml`);
      const text = await readFile(file, "utf8");
      await writeFile(file, text.replace(/ {4}marketing:\n.*\n/, ""));
      try {
        const { code, stdout } = await pulumi("preview", "--stack", name);
        assert.notEqual(code, 0);
        assert.match(stdout, new RegExp(`stacks/Pulumi\\.${name}\\.yaml:\\d+:\\d+ error missing-principal`));
        assert.match(stdout, /add event-topology:teams\.marketing\.principals/);
      } finally {
        await writeFile(file, text);
      }
    });
  });
