import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { exampleFolder, runIn } from "./test-support/run-in.ts";

test("a stack implies its backend", async (context) => {
  const folder = exampleFolder(context);
  const byStack = await runIn(folder, ["resources", "--stack", "gcp-pubsub"]);
  assert.equal(byStack.exitCode, 0, byStack.stderr);
  assert.deepEqual(byStack, await runIn(folder, ["resources", "--backend", "gcp-pubsub"]));
  const { backend, stack } = JSON.parse(byStack.stdout);
  assert.deepEqual({ backend, stack }, { backend: "gcp-pubsub", stack: "gcp-pubsub" });
});

test("several stacks on the backend: the choices are named", async (context) => {
  const folder = exampleFolder(context);
  const stack = readFileSync(join(folder, "stacks/Pulumi.gcp-pubsub.yaml"), "utf8");
  writeFileSync(join(folder, "stacks/Pulumi.production.yaml"), stack);
  const { exitCode, stdout, stderr } = await runIn(folder, ["resources", "--backend", "gcp-pubsub"]);
  assert.match(stderr, /^error: several stacks fit, choose one by --stack: gcp-pubsub, production\n/);
  assert.equal(stdout, "");
  assert.equal(exitCode, 2);
  assert.equal((await runIn(folder, ["resources", "--stack", "production"])).exitCode, 0);
});

test("a broken stack of another backend does not stand in the way", async (context) => {
  const folder = exampleFolder(context, { "stacks/Pulumi.aws-sns-sqs.yaml": "config: [\n" });
  assert.equal((await runIn(folder, ["resources", "--backend", "gcp-pubsub"])).exitCode, 0);
});

test("order, comments and format of the file change nothing", async (context) => {
  const folder = exampleFolder(context, {
    "one.yaml":
      "version: 1\norganization: ar\nteams:\n  crm: { events: { A: {}, B: {} } }\n  sales: { subscriptions: [B, A] }\n",
    "two.yaml":
      "# all new\nteams:\n  sales:\n    subscriptions:\n      - A # first\n      - B\n  crm:\n    events:\n      B:\n      A: {}\norganization: ar\nversion: 1\n",
    "stacks/Pulumi.dev.yaml": `config:
  event-topology:backend: aws-sns-sqs
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
    crm: { principals: ["arn:aws:iam::111122223333:role/crm"] }
    sales: { principals: ["arn:aws:iam::111122223333:role/sales"] }
`,
  });
  const [one, two] = await Promise.all(
    ["one.yaml", "two.yaml"].map((file) => runIn(folder, ["resources", "--stack", "dev", "--file", file])),
  );
  assert.equal(one?.exitCode, 0, one?.stderr);
  assert.equal(one?.stdout, two?.stdout);
});

test("text: by team, one line a resource", async (context) => {
  const { exitCode, stdout } = await runIn(exampleFolder(context), [
    "resources",
    "--backend",
    "gcp-pubsub",
    "--format",
    "text",
  ]);
  assert.match(stdout, /^shared by all teams: \d+ resources?\n {2}gcp:/);
  assert.match(stdout, /\nmarketing: \d+ resources\n/);
  assert.match(stdout, /\n {2}gcp:pubsub\/topic:Topic +\S+CUSTOMER_CREATED +topic:CUSTOMER_CREATED\n/);
  const rows = stdout.split("\n").filter((line) => line.startsWith("  "));
  assert.match(stdout, new RegExp(`\n${rows.length} resources\n$`));
  assert.equal(exitCode, 0);
});
