import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

const wrongUses: readonly (readonly [argv: readonly string[], message: RegExp, help: string])[] = [
  [["validat"], /unknown command 'validat'\n\(Did you mean validate\?\)/, "topology"],
  [["--fil"], /unknown option '--fil'/, "topology"],
  [["validate", "--fil", "x"], /unknown option '--fil'\n\(Did you mean --file\?\)/, "topology validate"],
  [["validate", "--file"], /option '--file <path>' argument missing/, "topology validate"],
  [["validate", "other.yaml"], /too many arguments for 'validate'/, "topology validate"],
  [["validate", "--format", "xml"], /Allowed choices are text, json, github, gitlab, sarif/, "topology validate"],
  [["validate", "--max-warnings", "-1"], /has to be a whole number/, "topology validate"],
  [["validate", "--max-warnings", "1e3"], /has to be a whole number/, "topology validate"],
  [
    ["validate", "--backend", "gcp-pubsb"],
    /there is no backend gcp-pubsb; did you mean "gcp-pubsub"\? The backends are gcp-pubsub, aws-sns-sqs, aws-eventbridge/,
    "topology validate",
  ],
  [
    ["validate", "--stack", "gcp-pubsub", "--backend", "aws-sns-sqs"],
    /the stack gcp-pubsub runs on gcp-pubsub, not on aws-sns-sqs/,
    "topology validate",
  ],
  [["resources"], /which cloud\? Give --backend or --stack/, "topology resources"],
  [["resources", "--backend", "azure"], /there is no backend azure\. The backends are/, "topology resources"],
  [
    ["resources", "--backend", "gcp-pubsub", "--format", "github"],
    /Allowed choices are json, text/,
    "topology resources",
  ],
  [["local", "upp"], /unknown command 'upp'\n\(Did you mean up\?\)/, "topology local"],
];

for (const [argv, message, help] of wrongUses) {
  test(`wrong use: topology ${argv.join(" ")}`, async (context) => {
    const { exitCode, stdout, stderr } = await runIn(exampleFolder(context), argv);
    assert.match(stderr, message);
    assert.ok(stderr.startsWith("error: "), stderr);
    assert.ok(stderr.endsWith(`see ${help} --help\n`), stderr);
    assert.equal(stdout, "");
    assert.equal(exitCode, 2);
  });
}

test("no command is wrong use, and shows what there is", async (context) => {
  const { exitCode, stdout, stderr } = await runIn(folderWith(context, {}), []);
  assert.match(stderr, /^Usage: topology/);
  assert.equal(stdout, "");
  assert.equal(exitCode, 2);
});

test("a stack without a file is a problem of the input", async (context) => {
  const folder = exampleFolder(context);
  for (const command of ["validate", "resources"]) {
    const { exitCode, stdout, stderr } = await runIn(folder, [command, "--stack", "gcp-pubsb"]);
    assert.match(
      stderr,
      /^stacks\/Pulumi\.gcp-pubsb\.yaml:1:1 error unknown-stack .*; did you mean "gcp-pubsub"\? the stacks are aws-eventbridge, aws-sns-sqs, gcp-pubsub\n/,
    );
    assert.equal(stdout, "");
    assert.equal(exitCode, 1);
  }
  const { exitCode, stderr } = await runIn(folder, ["validate", "--stack", "../../etc/x"]);
  assert.match(stderr, /there is no stack \.\.\/\.\.\/etc\/x/);
  assert.equal(exitCode, 1);
});

test("no stack of a backend: how to add one", async (context) => {
  const folder = folderWith(context, { "topology.yaml": "version: 1\n" });
  const { exitCode, stderr } = await runIn(folder, ["validate", "--backend", "gcp-pubsub"]);
  assert.match(stderr, /no stack runs on gcp-pubsub: .*stacks\/Pulumi\.dev\.yaml/);
  assert.equal(exitCode, 2);
});

test("escape sequences in an argument do not reach the terminal", async (context) => {
  const { stderr } = await runIn(exampleFolder(context), ["validate", "--backend", "\u001b[2Jx"]);
  assert.match(stderr, /there is no backend \\u\{1b\}\[2Jx/);
  const unknown = await runIn(exampleFolder(context), ["\u001b[2Jx"]);
  assert.ok(!unknown.stderr.includes("\u001b"), JSON.stringify(unknown.stderr));
});

test("--help names every command, has examples and tells the exit codes", async (context) => {
  const { exitCode, stdout, stderr } = await runIn(folderWith(context, {}), ["--help"]);
  for (const text of ["validate", "resources", "local", "Examples:", "Exit codes: 0 fine"])
    assert.ok(stdout.includes(text), text);
  assert.equal(stderr, "");
  assert.equal(exitCode, 0);
});

for (const command of ["validate", "resources", "local"]) {
  test(`${command} --help has examples`, async (context) => {
    const { exitCode, stdout } = await runIn(folderWith(context, {}), [command, "--help"]);
    assert.match(stdout, new RegExp(`^Usage: topology ${command} [^]*Examples:\n  \\$ topology ${command}`));
    assert.equal(exitCode, 0);
  });
}

test("--version prints the version of the package", async (context) => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  assert.deepEqual(await runIn(folderWith(context, {}), ["--version"]), {
    exitCode: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});
