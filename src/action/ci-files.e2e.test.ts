/** What others' programs read has the form that they want: judged by their own published schemas (check-jsonschema brings them). */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { parse } from "yaml";
import { findPython } from "../local/build/python.ts";
import { pythonPackages } from "../local/build/python-packages.ts";
import { recipe, root } from "./test-support/recipes.ts";
import { temporaryFolder } from "./test-support/repository.ts";

async function faults(schema: string, file: string): Promise<unknown> {
  const python = await findPython(process.env);
  const requirements = join(root, "tools/check-jsonschema/requirements.txt");
  const wanted = { name: "check-jsonschema", label: "check-jsonschema", requirements };
  const packages = await pythonPackages(python, wanted, { progress: () => undefined, environment: process.env });
  const args = ["-m", "check_jsonschema", "--output-format", "json", "--builtin-schema", schema];
  const more = schema === "vendor.gitlab-ci" ? ["--data-transform", "gitlab-ci"] : [];
  const env = { ...process.env, PYTHONPATH: packages };
  const done = await promisify(execFile)(python.executable, [...args, ...more, file], { env }).catch((error) => error);
  const { errors = [], parse_errors: unparsed = [] } = JSON.parse(done.stdout);
  return [...errors, ...unparsed];
}

function written(context: TestContext, text: string): string {
  const file = join(temporaryFolder(context), "file.yml");
  writeFileSync(file, text);
  return file;
}

test("action.yml and our own workflow", async () => {
  assert.deepEqual(await faults("vendor.github-actions", join(root, "action.yml")), []);
  assert.deepEqual(await faults("vendor.github-workflows", join(root, ".github/workflows/ci.yml")), []);
});

test("the recipes of docs/ci.md", async (context) => {
  const gitHub = written(context, recipe(".github/workflows/topology.yml"));
  assert.deepEqual(await faults("vendor.github-workflows", gitHub), []);
  assert.deepEqual(await faults("vendor.gitlab-ci", written(context, recipe(".gitlab-ci.yml"))), []);
});

test("the schemas do refuse", async (context) => {
  const wrong = written(context, "runs: { using: node24 }\n");
  assert.notDeepEqual(await faults("vendor.github-actions", wrong), []);
});

const action = parse(readFileSync(join(root, "action.yml"), "utf8"));

test("the recipe uses inputs, and the documentation names outputs, that there are", () => {
  const { jobs } = parse(recipe(".github/workflows/topology.yml"));
  const used = jobs.review.steps.flatMap((step: { uses?: string; with?: object }) =>
    step.uses?.includes("event-topology") ? Object.keys(step.with ?? {}) : [],
  );
  assert.deepEqual(used, ["fail-on"]);
  for (const input of used) assert.ok(input in action.inputs, input);
  const documentation = readFileSync(join(root, "docs/ci.md"), "utf8");
  for (const output of Object.keys(action.outputs)) assert.ok(documentation.includes(`\`${output}\``), output);
});

test("every script that the recipes and hooks start is in the repository or in the bundle", () => {
  const texts = [recipe(".gitlab-ci.yml"), readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")];
  const scripts = texts.flatMap((text) =>
    [...text.matchAll(/\b((?:dist\/action|tools)\/[\w-]+\.m?js)\b/g)].map(([, name]) => name ?? ""),
  );
  assert.deepEqual([...new Set(scripts)].sort(), ["dist/action/topology.js", "tools/gitlab-note.mjs"]);
  assert.ok(existsSync(join(root, "tools/gitlab-note.mjs")));
});
