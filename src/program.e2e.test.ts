/** What a user does in a fresh clone: the project's own Pulumi.yaml and stack files, the engine's own commands, no variable of ours. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { backends } from "./backends/registry.ts";
import { type ProjectCopy, projectCopy } from "./test-support/project-copy.ts";

let project: ProjectCopy;
before(async () => {
  // A preview asks no cloud anything: addresses where nobody answers prove it.
  project = await projectCopy({ AWS_ENDPOINT_URL: "https://127.0.0.1:1", PUBSUB_EMULATOR_HOST: "127.0.0.1:1" });
});
after(() => project.remove());

for (const { name } of backends)
  describe(`a preview of the stack ${name}`, () => {
    test("creates all that the command line foretells, team by team", async () => {
      assert.equal((await project.pulumi("stack", "init", name)).code, 0);
      const { code, output } = await project.pulumi("preview", "--json", "--stack", name);
      assert.equal(code, 0, output);
      const { steps } = JSON.parse(output) as { steps: { op: string; urn: string }[] };
      assert.ok(steps.every((step) => step.op === "create"));
      const ids = steps.map(({ urn }) => urn.split("::").slice(3).join("::"));
      const { stdout: foretold } = await promisify(execFile)(
        process.execPath,
        [join(project.folder, "dist/cli/main.js"), "resources", "--stack", name],
        { cwd: project.folder, maxBuffer: 64 * 1024 * 1024 },
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
      const undo = await project.edit("topology.yaml", "- CUSTOMER_CREATED\n", "- CUSTOMER_CREATE\n");
      const { code, output } = await project.pulumi("preview", "--stack", name);
      await undo();
      assert.notEqual(code, 0);
      assert.match(output, /topology\.yaml:\d+:9 error unknown-event .*did you mean "CUSTOMER_CREATED"\?/);
      assert.doesNotMatch(output, /(sqs|sns|pubsub|cloudwatch):|\n\s+at /);
    });

    test("without a principal names the key to add and the stack file", async () => {
      const file = `stacks/Pulumi.${name}.yaml`;
      const undo = await project.edit(file, / {4}marketing:\n.*\n/, "");
      const { code, output } = await project.pulumi("preview", "--stack", name);
      await undo();
      assert.notEqual(code, 0);
      assert.match(output, new RegExp(`${file.replaceAll(".", "\\.")}:\\d+:\\d+ error missing-principal`));
      assert.match(output, /add event-topology:teams\.marketing\.principals/);
    });
  });
