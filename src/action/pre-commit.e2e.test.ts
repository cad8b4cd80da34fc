/** The hooks as a user has them: the real pre-commit, a release of ours as a repository, a repository of theirs. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { findPython } from "../local/build/python.ts";
import { pythonPackages } from "../local/build/python-packages.ts";
import { bundle } from "./test-support/bundle.ts";
import { recipe, root } from "./test-support/recipes.ts";
import { type Repository, repositoryWith, temporaryFolder } from "./test-support/repository.ts";

/** What a release carries of what the hooks need. */
async function release(context: TestContext): Promise<Repository> {
  const repository = repositoryWith(context, { "package.json": readFileSync(join(root, "package.json"), "utf8") });
  mkdirSync(join(repository.folder, "dist"));
  cpSync(await bundle(context), join(repository.folder, "dist/action"), { recursive: true });
  repository.commit({ ".pre-commit-hooks.yaml": readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8") });
  repository.git("tag", "v0.1.0");
  return repository;
}

async function preCommit(context: TestContext, { folder }: Repository, ...args: readonly string[]) {
  const python = await findPython(process.env);
  const requirements = join(root, "tools/pre-commit/requirements.txt");
  const wanted = { name: "pre-commit", label: "pre-commit", requirements };
  const packages = await pythonPackages(python, wanted, { progress: () => undefined, environment: process.env });
  const env = {
    ...process.env,
    PYTHONPATH: packages,
    PRE_COMMIT_HOME: temporaryFolder(context),
    PRE_COMMIT_COLOR: "never",
  };
  return new Promise<{ exitCode: number; output: string }>((resolve) => {
    execFile(python.executable, ["-m", "pre_commit", ...args], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), output: `${stdout}${stderr}` }),
    );
  });
}

const GOOD = "version: 1\norganization: ar\nteams:\n  crm: { events: { A: {} } }\n  sales: { subscriptions: [A] }\n";

test("the documented hook passes on a good topology, fails on a bad one and leaves other files alone", async (context) => {
  const ours = pathToFileURL((await release(context)).folder).href;
  const config = recipe(".pre-commit-config.yaml").replace(/repo: .*/, `repo: ${ours}`);
  const theirs = repositoryWith(context, {
    "topology.yaml": GOOD,
    "readme.txt": "x\n",
    ".pre-commit-config.yaml": config,
  });

  const good = await preCommit(context, theirs, "run", "--all-files");
  assert.match(good.output, /topology validate\.+Passed/);
  assert.equal(good.exitCode, 0);

  theirs.commit({ "topology.yaml": GOOD.replace("[A]", "[AA]") });
  const bad = await preCommit(context, theirs, "run", "--all-files");
  assert.match(bad.output, /topology validate\.+Failed/);
  assert.match(bad.output, /topology\.yaml:5:\d+ error unknown-event/);
  assert.equal(bad.exitCode, 1);

  const other = await preCommit(context, theirs, "run", "--files", "readme.txt");
  assert.match(other.output, /topology validate\.+\(no files to check\)\s*Skipped/);
  assert.equal(other.exitCode, 0);
});

test("pre-commit accepts the manifest", async (context) => {
  const here = repositoryWith(context, {});
  const { exitCode, output } = await preCommit(
    context,
    here,
    "validate-manifest",
    join(root, ".pre-commit-hooks.yaml"),
  );
  assert.equal(exitCode, 0, output);
});
