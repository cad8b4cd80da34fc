import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { folderWith, runIn } from "./test-support/run-in.ts";

const role = (team: string) => `arn:aws:iam::111122223333:role/${team}`;
const STACK = `config:
  event-topology:backend: aws-sns-sqs
  event-topology:sharding: team
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
${["a", "b", "c"].map((team) => `    ${team}: { principals: ["${role(team)}"] }\n`).join("")}`;
const TOPOLOGY = `version: 1
organization: ar
teams:
  a: { contact: a@ar.example, events: { A1: {} }, subscriptions: [B1] }
  b: { contact: b@ar.example, events: { B1: {} }, subscriptions: [A1] }
  c: { contact: c@ar.example, subscriptions: [A1] }
`;

function project(context: TestContext): string {
  const folder = folderWith(context, { "topology.yaml": TOPOLOGY, "stacks/Pulumi.prod.yaml": STACK });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], { cwd: folder });
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  return folder;
}

test("teams that subscribe to each other are brought up in two waves, and a mere subscriber in one run", async (context) => {
  const { exitCode, stdout } = await runIn(project(context), ["shards", "--stack", "prod"]);
  assert.equal(exitCode, 0);
  assert.equal(
    stdout,
    `wave 1
  prod.a: first topic:A1
  prod.b: first topic:B1
wave 2
  prod.a: 7 resources
  prod.b: 7 resources
  prod.c: 5 resources
3 stacks in 2 waves
`,
  );
});

test("--format json has the shape that is documented", async (context) => {
  const { stdout } = await runIn(project(context), ["shards", "--stack", "prod", "--format", "json"]);
  const schema = readFileSync(new URL("../../schemas/shards.schema.json", import.meta.url), "utf8");
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(schema));
  const printed = JSON.parse(stdout) as { waves: { targets: unknown }[][] };
  const [first] = printed.waves[0] ?? [];
  assert.ok(validate(printed), JSON.stringify(validate.errors));
  assert.deepEqual(printed.waves[1]?.[2], { stack: "prod.c", resources: 5, needs: ["prod.a"] });
  assert.ok(first);
  first.targets = "topic:A1";
  assert.ok(!validate(printed));
});

test("since a ref, only stacks that differ, and only what is new is waited for", async (context) => {
  const folder = project(context);
  const since = (...more: readonly string[]) =>
    runIn(folder, ["shards", "--stack", "prod", "--changed-since", "HEAD", ...more]);
  assert.equal((await since()).stdout, "prod: nothing changes\n");
  writeFileSync(
    join(folder, "topology.yaml"),
    `# a comment\n${TOPOLOGY.replace("[A1] }\n  c", "[{ event: A1, ackDeadline: 60s }] }\n  c")}`,
  );
  assert.equal((await since()).stdout, "wave 1\n  prod.b: 7 resources\n1 stack in 1 wave\n");
  assert.equal((await since("--format", "github-matrix")).stdout, '[{"include":[{"stacks":"prod.b","early":""}]}]\n');
});

test("since a ref with another organization or stack file, all stacks that differ", async (context) => {
  const since = ["shards", "--stack", "prod", "--changed-since", "HEAD"];
  const renamed = project(context);
  writeFileSync(join(renamed, "topology.yaml"), TOPOLOGY.replace("organization: ar", "organization: br"));
  assert.match((await runIn(renamed, since)).stdout, /3 stacks in/);
  const elsewhere = project(context);
  writeFileSync(join(elsewhere, "stacks/Pulumi.prod.yaml"), STACK.replace("role/c", "role/other"));
  assert.equal((await runIn(elsewhere, since)).stdout, "wave 1\n  prod.c: 5 resources\n1 stack in 1 wave\n");
});

test("a ref whose topology the clouds of the stack would refuse is told", async (context) => {
  const folder = project(context);
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], { cwd: folder });
  writeFileSync(join(folder, "topology.yaml"), `${TOPOLOGY}  d: { contact: d@ar.example, subscriptions: [A1] }\n`);
  git("commit", "--quiet", "--all", "-m", "d has no principal");
  writeFileSync(join(folder, "topology.yaml"), TOPOLOGY);
  const { exitCode, stderr } = await runIn(folder, ["shards", "--stack", "prod", "--changed-since", "HEAD"]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /^error: the topology at HEAD has errors; give a ref without any$/m);
});

test("a matrix has no more jobs than allowed", async (context) => {
  const args = ["shards", "--stack", "prod", "--format", "github-matrix", "--max-jobs", "2"];
  const [first, second] = JSON.parse((await runIn(project(context), args)).stdout);
  assert.deepEqual(first, {
    include: [
      { stacks: "prod.a", early: "--early" },
      { stacks: "prod.b", early: "--early" },
    ],
  });
  assert.deepEqual(second, {
    include: [
      { stacks: "prod.a,prod.b", early: "" },
      { stacks: "prod.c", early: "" },
    ],
  });
});

test("wrong use, an unknown ref and a file with errors", async (context) => {
  const folder = project(context);
  assert.equal((await runIn(folder, ["shards"])).exitCode, 2);
  assert.equal((await runIn(folder, ["shards", "--stack", "prod", "--max-jobs", "0"])).exitCode, 2);
  const unknown = await runIn(folder, ["shards", "--stack", "prod", "--changed-since", "nowhere"]);
  assert.equal(unknown.exitCode, 1);
  assert.match(unknown.stderr, /git ref nowhere/);
  writeFileSync(join(folder, "topology.yaml"), TOPOLOGY.replace("[B1]", "[B2]"));
  const wrong = await runIn(folder, ["shards", "--stack", "prod"]);
  assert.equal(wrong.exitCode, 1);
  assert.equal(wrong.stdout, "");
  assert.match(wrong.stderr, /unknown-event/);
});
