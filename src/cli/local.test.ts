import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

const wrongUses: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
  [["up", "--backend", "carrier-pigeon"], /Allowed choices are gcp-pubsub, aws-sns-sqs, aws-eventbridge/],
  [["up", "--backend", "all"], /Allowed choices/],
  [["up", "--accounts", "many"], /Allowed choices are shared, own/],
  [["publish", "crm", "--data", "-"], /missing required argument 'event'/],
  [["publish", "crm", "CUSTOMER_CREATED"], /required option '--data <file>' not specified/],
  [["publish", "crm", "CUSTOMER_CREATED", "--data", "-", "--attribute", "country"], /has to be key=value/],
  [["receive", "crm", "EMAIL_SENT", "--max", "0"], /whole number from 1/],
  [["receive", "crm", "EMAIL_SENT", "--seconds", "soon"], /whole number from 1/],
  [["pulumi"], /missing required argument 'arguments'/],
  [["demo", "--format", "xml"], /Allowed choices are text, json/],
];

for (const [argv, message] of wrongUses) {
  test(`wrong use is told and exits with 2: local ${argv.join(" ")}`, async (context) => {
    const folder = exampleFolder(context);
    const { exitCode, stderr, stdout } = await runIn(folder, ["local", ...argv]);
    assert.equal(exitCode, 2);
    assert.match(stderr, message);
    assert.equal(stdout, "");
    assert.equal(existsSync(join(folder, ".topology")), false);
  });
}

for (const [command, ...rest] of [
  ["publish", "crm", "CUSTOMER_CREATED", "--data", "-"],
  ["receive", "crm", "EMAIL_SENT"],
  ["pulumi", "--", "preview"],
] as const) {
  test(`before anything is up, local ${command} says how to bring it up`, async (context) => {
    const argv = ["local", command, "--backend", "aws-sns-sqs", ...rest];
    const { exitCode, stderr } = await runIn(exampleFolder(context), argv);
    assert.equal(exitCode, 3);
    assert.match(
      stderr,
      /^error: the local stack of aws-sns-sqs is not up\nhelp: .*topology local up --backend aws-sns-sqs/,
    );
  });
}

const badFiles: Readonly<Record<string, string | Uint8Array | undefined>> = {
  "malformed.yaml": "version: 1\nteams: {\n",
  "meaning.yaml": "version: 1\norganization: ar\nteams:\n  crm: { subscriptions: [NOBODYS] }\n",
  "proto.yaml": "version: 1\norganization: ar\nteams:\n  __proto__: { events: { A: {} } }\n",
  "empty.yaml": "",
  "bytes.yaml": new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
  "folder.yaml": undefined,
};

for (const command of ["up", "demo"]) {
  for (const file of [...Object.keys(badFiles), "missing.yaml"]) {
    test(`local ${command} of ${file}: diagnostics, exit code 1, nothing started`, async (context) => {
      const folder = folderWith(context, badFiles);
      const { exitCode, stdout, stderr } = await runIn(folder, ["local", command, "--file", file]);
      assert.equal(exitCode, 1);
      assert.match(stderr, new RegExp(`^${file}:\\d+:\\d+ error `));
      assert.doesNotMatch(stderr, /\n {4}at /);
      assert.equal(stdout, "");
      assert.equal(existsSync(join(folder, ".topology")), false);
    });
  }
}

test("a demo of another company's topology says what it misses", async (context) => {
  const folder = folderWith(context, {
    "topology.yaml": "version: 1\norganization: ar\nteams:\n  a: { events: { X: {} } }\n  b: { subscriptions: [X] }\n",
  });
  const { exitCode, stderr } = await runIn(folder, ["local", "demo"]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /^error: the demo plays with .*crm does not own CUSTOMER_CREATED/);
});

test("down with nothing up is fine", async (context) => {
  const folder = exampleFolder(context);
  assert.deepEqual(await runIn(folder, ["local", "down"]), { exitCode: 0, stdout: "nothing was up\n", stderr: "" });
  const one = await runIn(folder, ["local", "down", "--backend", "gcp-pubsub"]);
  assert.deepEqual(one, { exitCode: 0, stdout: "gcp-pubsub was not up\n", stderr: "" });
});
