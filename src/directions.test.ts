import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

/*
 * The rules of `.dependency-cruiser.cjs` bite: each is broken once in a small tree of its own and has to be named,
 * and what looks similar but is allowed has to pass. The rules on the real tree are run by `npm run directions`.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "directions-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const PACKAGES = ["@pulumi/pulumi", "@aws-sdk/client-sqs", "yaml", "commander", "elkjs", "fast-check", "undeclared"];

/** Imports that break a rule, by rule: importing file and what it imports. */
const broken: readonly (readonly [rule: string, from: string, what: string])[] = [
  ["ground-imports-no-room", "src/diagnostic.ts", "./document/leaf.ts"],
  ["document-knows-no-topology", "src/document/bad.ts", "../topology/good.ts"],
  ["topology-knows-no-desired-state", "src/topology/bad.ts", "../desired-state/good.ts"],
  ["desired-state-knows-no-backend", "src/desired-state/bad.ts", "../backends/backend.ts"],
  ["backends-see-desired-state-only", "src/backends/gcp-pubsub/bad-topology.ts", "../../topology/good.ts"],
  ["compile-knows-no-backend", "src/compile.ts", "./backends/backend.ts"],
  ["report-knows-diagnostics-only", "src/report/bad.ts", "../topology/good.ts"],
  ["graph-knows-no-backend", "src/graph/bad.ts", "../backends/backend.ts"],
  ["owners-see-desired-state-only", "src/owners/bad.ts", "../backends/backend.ts"],
  ["policy-knows-no-backend", "src/policy/bad.ts", "../backends/backend.ts"],
  ["review-is-no-edge", "src/review/bad.ts", "../local/good.ts"],
  ["lifecycle-is-no-edge", "src/lifecycle/bad.ts", "../local/good.ts"],
  ["sharding-is-no-edge", "src/sharding/bad.ts", "../local/good.ts"],
  ["automation-runs-what-it-is-told", "src/automation/bad.ts", "../topology/good.ts"],
  ["elkjs-only-in-svg", "src/graph/bad-elk.ts", "elkjs"],
  ["nobody-imports-the-edge", "src/local/bad-edge.ts", "../cli/good.ts"],
  ["backends-are-strangers", "src/backends/aws-sns-sqs/bad.ts", "../aws-eventbridge/good.ts"],
  ["backends-are-strangers", "src/backends/aws/bad.ts", "../aws-eventbridge/good.ts"],
  ["aws-parts-are-for-aws", "src/backends/gcp-pubsub/bad-aws.ts", "../aws/good.ts"],
  ["backends-know-no-registry", "src/backends/gcp-pubsub/bad-registry.ts", "../registry.ts"],
  ["pulumi-only-where-it-deploys", "src/backends/gcp-pubsub/bad-pulumi.ts", "@pulumi/pulumi"],
  ["pulumi-only-where-it-deploys", "src/cli/bad-pulumi.ts", "@pulumi/pulumi"],
  ["cloud-clients-only-in-local", "src/backends/aws/bad-client.ts", "@aws-sdk/client-sqs"],
  ["yaml-only-in-document", "src/topology/bad-yaml.ts", "yaml"],
  ["commander-only-in-cli", "src/report/bad-commander.ts", "commander"],
  ["properties-are-seeded", "src/local/dice.test.ts", "fast-check"],
  ["outside-world-only-at-the-edge", "src/topology/bad-fs.ts", "node:fs"],
  ["outside-world-only-at-the-edge", "src/backends/aws/bad-fs.ts", "fs/promises"],
  ["outside-world-only-at-the-edge", "src/desired-state/bad-process.ts", "node:process"],
  ["outside-world-only-at-the-edge", "src/report/bad-child.ts", "node:child_process"],
  ["files-only-from-the-edge", "src/compile.ts", "./files.ts"],
  ["tests-are-for-tests", "src/local/bad-test.ts", "./good.test.ts"],
  ["tests-are-for-tests", "src/local/bad-test.ts", "./test-support/good.ts"],
  ["no-dev-dependencies-in-the-build", "src/local/bad-dev.ts", "fast-check"],
  ["no-undeclared-packages", "src/local/bad-undeclared.ts", "undeclared"],
  ["no-broken-imports", "src/local/bad-missing.ts", "./nowhere.ts"],
  ["no-cycles", "src/document/cycle-a.ts", "./cycle-b.ts"],
];

/** Imports that are right, though close to the above. */
const right: readonly (readonly [from: string, what: string])[] = [
  ["src/document/good.ts", "../diagnostic.ts"],
  ["src/document/good.ts", "yaml"],
  ["src/document/cycle-b.ts", "./cycle-a.ts"],
  ["src/topology/good.ts", "../document/good.ts"],
  ["src/desired-state/good.ts", "../topology/good.ts"],
  ["src/backends/backend.ts", "../desired-state/good.ts"],
  ["src/backends/registry.ts", "./aws-sns-sqs/good.ts"],
  ["src/backends/aws/good.ts", "../backend.ts"],
  ["src/backends/aws-sns-sqs/good.ts", "../aws/good.ts"],
  ["src/backends/aws-eventbridge/good.ts", "../aws/good.ts"],
  ["src/backends/aws-sns-sqs/deploy.ts", "@pulumi/pulumi"],
  ["src/program.ts", "@pulumi/pulumi"],
  ["src/program.ts", "./files.ts"],
  ["src/report/good.ts", "../diagnostic.ts"],
  ["src/local/good.ts", "@aws-sdk/client-sqs"],
  ["src/local/good.ts", "node:child_process"],
  ["src/cli/good.ts", "commander"],
  ["src/test-support/fast-check.ts", "fast-check"],
  ["src/cli/good.ts", "../local/good.ts"],
  ["src/automation/good.ts", "@pulumi/pulumi"],
  ["src/automation/good.ts", "node:child_process"],
  ["src/backends/aws/depth.ts", "@aws-sdk/client-sqs"],
  ["src/lifecycle/good.ts", "../backends/backend.ts"],
  ["src/sharding/good.ts", "../document/good.ts"],
  ["src/files.ts", "node:fs/promises"],
  ["src/topology/good.test.ts", "node:fs"],
];

/** Only the type is imported, so nothing is loaded. */
const typeOnly: readonly (readonly [from: string, what: string])[] = [
  ["src/backends/backend.ts", "@pulumi/pulumi"],
  ["src/cli/good.ts", "@pulumi/pulumi"],
];

function build(): void {
  const lines = new Map<string, string[]>();
  const add = (file: string, line: string) => lines.set(file, [...(lines.get(file) ?? []), line]);
  for (const [, from, what] of broken) add(from, `import ${JSON.stringify(what)};`);
  for (const [from, what] of right) add(from, `import ${JSON.stringify(what)};`);
  for (const [from, what] of typeOnly) add(from, `import type { X } from ${JSON.stringify(what)};`);
  for (const file of [
    "src/document/leaf.ts",
    "src/local/good.test.ts",
    "src/local/test-support/good.ts",
    "src/lonely.ts",
  ])
    add(file, "export const x = 1;");
  for (const [file, text] of lines) write(file, `${text.join("\n")}\n`);

  const declared = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, "1.0.0"]));
  const [dependencies, devDependencies] = [PACKAGES.slice(0, 5), ["fast-check"]];
  write(
    "package.json",
    JSON.stringify({
      type: "module",
      dependencies: declared(dependencies),
      devDependencies: declared(devDependencies),
    }),
  );
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    write(`node_modules/${name}/index.js`, "exports.X = 1;\n");
  }
  cpSync(join(root, ".dependency-cruiser.cjs"), join(folder, ".dependency-cruiser.cjs"));
  cpSync(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

function violations(): readonly Violation[] {
  const tool = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [tool, "src", "--config", ".dependency-cruiser.cjs", "--output-type", "json"],
    { cwd: folder, encoding: "utf8" },
  );
  assert.ok(stdout, stderr);
  const report: { summary: { violations: Violation[] } } = JSON.parse(stdout);
  return report.summary.violations;
}

test("each rule names the import that breaks it, and nothing else is named", () => {
  build();
  const found = violations().map(({ rule, from }) => `${rule.name}: ${from}`);
  const expected = broken.map(([rule, from]) => `${rule}: ${from}`);
  assert.deepEqual([...new Set(found)].sort(), [...new Set([...expected, "no-orphans: src/lonely.ts"])].sort());
});

test("every rule is broken in this test", () => {
  const rules: string[] = [];
  const configuration: unknown = JSON.parse(
    spawnSync(process.execPath, ["-p", 'JSON.stringify(require("./.dependency-cruiser.cjs"))'], {
      cwd: root,
      encoding: "utf8",
    }).stdout,
  );
  for (const { name } of (configuration as { forbidden: { name: string }[] }).forbidden) rules.push(name);
  assert.deepEqual([...rules].sort(), [...new Set([...broken.map(([rule]) => rule), "no-orphans"])].sort());
});

/** An import can be seen by the tool, the global variable cannot. */
test("the global process is used at the edge only", () => {
  const edge = /^(action|automation|cli|local)\/|^program|\/depth\.ts$|\.test\.ts$|(^|\/)test-/;
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const users = files
    .filter((file) => file.endsWith(".ts") && !edge.test(file))
    .filter((file) => /(^|[^.\w])process\.[a-z]/m.test(readFileSync(join(root, "src", file), "utf8")));
  assert.ok(files.includes("diagnostic.ts"));
  assert.deepEqual(users, []);
});
