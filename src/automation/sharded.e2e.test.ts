/** Four teams that subscribe to each other, as one stack and as four, on the real engine and an AWS emulator. */
import assert from "node:assert/strict";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ACCOUNT, REGION, type ShardedProject, shardedProject } from "./test-support/sharded-project.ts";

const TOPOLOGY = {
  version: 1,
  organization: "ar",
  teams: {
    a: { contact: "a@ar.example", events: { A1: {}, A2: {} }, subscriptions: ["B1", "D1"] },
    b: { contact: "b@ar.example", events: { B1: {} }, subscriptions: ["A1", { queue: "later", events: ["C1"] }] },
    c: { contact: "c@ar.example", events: { C1: {} }, subscriptions: ["D1"] },
    d: { contact: "d@ar.example", events: { D1: {} }, subscriptions: ["A2", "B1"] },
  },
};
const waiting = { topic: "A1", data: { id: "waits in the queue" } };

let project: ShardedProject;
before(async () => {
  project = await shardedProject(TOPOLOGY);
});
after(() => project.remove());

const up = (...more: readonly string[]) => project.topology("up", "--stack", "prod", "--yes", ...more);
const summary = /^up: (.*), [\d.]+ s\n$/m;
const told = (stdout: string) => summary.exec(stdout)?.[1];

const statesIn = (names: readonly string[]) => names.filter((name) => name.endsWith(".json"));

async function publish(): Promise<void> {
  const client = await project.connectAs("a");
  const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:ar_A1`;
  await client.publish({ kind: "sns-topic", topicArn, region: REGION }, waiting);
  await client.close();
}

async function receive(): Promise<unknown> {
  const client = await project.connectAs("b");
  const [message] = await client.receive(
    {
      kind: "sqs-queue",
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/ar_b_A1`,
      queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:ar_b_A1`,
      region: REGION,
    },
    { max: 1, seconds: 10 },
  );
  await message?.ack();
  await client.close();
  return message?.envelope;
}

test("an unsharded stack is one run", async () => {
  const { exitCode, stdout, stderr } = await up();
  assert.equal(exitCode, 0, stderr);
  assert.match(told(stdout) ?? "", /^1 stack \(1 done\), 70 created$/);
});

test("with sharding it is refused to make anew what stands", async () => {
  await project.edit("stacks/Pulumi.prod.yaml", "sharding: none", "sharding: team");
  const { exitCode, stderr } = await up();
  assert.equal(exitCode, 1, stderr);
  assert.match(stderr, /stands in the stack prod and belongs into prod\.[a-d]; nothing was changed\n/);
  assert.match(stderr, /help: topology shards move --stack prod --yes/);
});

test("moved to one stack for each team, nothing in the cloud differs, and messages still wait", async () => {
  await publish();
  const moved = await project.topology("shards", "move", "--stack", "prod", "--yes");
  assert.equal(moved.exitCode, 0, moved.stderr);
  assert.match(moved.stdout, /21 resources from prod to prod\.a\n/);
  const { exitCode, stdout, stderr } = await up();
  assert.equal(exitCode, 0, stderr);
  assert.match(told(stdout) ?? "", /^5 stacks \(4 done, 1 up to date already\), 70 unchanged$/);
  assert.deepEqual(await receive(), waiting);
});

test("with nothing changed no engine is run", async () => {
  const { stdout } = await up();
  assert.match(told(stdout) ?? "", /^5 stacks \(5 up to date already\), nothing to change$/);
});

test("a change of one line touches one stack", async () => {
  await project.edit("topology.yaml", "queue: later", "queue: later\n        retention: 3d");
  const { exitCode, stdout, stderr } = await up();
  assert.equal(exitCode, 0, stderr);
  assert.match(told(stdout) ?? "", /^5 stacks \(1 done, 4 up to date already\), .*\b1 updated/);
  assert.match(stderr, /^✓ prod\.b /m);
});

test("a locked stack is told by name with what to do, and stops those only that need what it should make", async () => {
  const lock = join(project.state, ".pulumi", "locks", "organization", "event-topology", "prod.c");
  await mkdir(lock, { recursive: true });
  const held = { pid: 1, username: "somebody", hostname: "elsewhere", timestamp: new Date().toISOString() };
  await writeFile(join(lock, "3f1b6a3e-5f0c-4d7e-9a43-0e3f6f0b7a11.json"), JSON.stringify(held));
  // a subscribes to a new event of c; d needs nothing of c.
  await project.edit("topology.yaml", "C1: {}", "C1: {}\n      C2: {}");
  await project.edit("topology.yaml", "      - B1\n", "      - B1\n      - C2\n");
  await project.edit("topology.yaml", "D1: {}", "D1: {}\n      D2: {}");
  const failed = await up();
  assert.equal(failed.exitCode, 3, failed.stderr);
  assert.match(failed.stderr, /error: prod\.c failed: its state is locked by another run/);
  assert.match(failed.stderr, /help: .*pulumi cancel --stack prod\.c/);
  assert.match(failed.stderr, /error: prod\.a was left as it is: it needs topic:C2, which prod\.c has not made/);
  assert.match(failed.stderr, /^✓ prod\.d 3 created|^✓ prod\.d .*2 created/m);

  for (const name of await readdir(lock)) await rm(join(lock, name), { recursive: true });
  const again = await up();
  assert.equal(again.exitCode, 0, again.stderr);
  assert.doesNotMatch(again.stderr, /prod\.(b|d)/);
  assert.match(told(again.stdout) ?? "", /^5 stacks \(2 done, 3 up to date already\)/);
});

test("an event's new owner gets its topic by a move, not by making it anew", async () => {
  await project.edit("topology.yaml", "A2: {}", "");
  await project.edit("topology.yaml", "B1: {}", "B1: {}\n      A2: {}");
  const refused = await up();
  assert.equal(refused.exitCode, 1, refused.stderr);
  const moved = await project.topology("shards", "move", "--stack", "prod", "--yes");
  assert.equal(moved.exitCode, 0, moved.stderr);
  const { exitCode, stdout, stderr } = await up();
  assert.equal(exitCode, 0, stderr);
  assert.doesNotMatch(stdout, /created|deleted|replace/);
});

test("moved back to one stack, nothing differs either, and messages still wait", async () => {
  await publish();
  await project.edit("stacks/Pulumi.prod.yaml", "sharding: team", "sharding: none");
  const moved = await project.topology("shards", "move", "--stack", "prod", "--yes");
  assert.equal(moved.exitCode, 0, moved.stderr);
  const { exitCode, stdout, stderr } = await up();
  assert.equal(exitCode, 0, stderr);
  assert.doesNotMatch(told(stdout) ?? "", /created|updated|deleted|replace/);
  assert.deepEqual(await receive(), waiting);
});

test("destroy leaves nothing", async () => {
  await project.edit("stacks/Pulumi.prod.yaml", "sharding: none", "sharding: team");
  await project.topology("shards", "move", "--stack", "prod", "--yes");
  const { exitCode, stdout, stderr } = await project.topology("destroy", "--stack", "prod", "--yes", "--remove");
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /\d+ deleted/);
  assert.deepEqual(await readdir(join(project.state, ".pulumi", "stacks", "event-topology")).then(statesIn), []);
});
