/** What can hold messages has two locks: an edit that would delete or replace it is refused, and the engine protects it. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { QueueAddress } from "./backends/manifest.ts";
import { connectPubsub } from "./local/clients/gcp-pubsub.ts";
import { startPubsubEmulator } from "./local/emulators/pubsub.ts";
import { DEPLOYER } from "./local/provider/deployer.ts";
import { type Server, stopServer } from "./local/server.ts";
import { type ProjectCopy, projectCopy } from "./test-support/project-copy.ts";

const STACK = "gcp-pubsub";
const PROJECT = "ar-events";
const waiting = { topic: "EMAIL_SENT", data: { id: "waits in the queue" } };

let folder: string;
let emulator: Server;
let project: ProjectCopy;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "topology-protect-"));
  const projects = { [PROJECT]: "123456789012" };
  const logFile = join(folder, "emulator.log");
  emulator = await startPubsubEmulator({ logFile, deployer: DEPLOYER, projects, progress: () => undefined });
  project = await projectCopy({ PUBSUB_EMULATOR_HOST: emulator.endpoint });
  await project.pulumi("stack", "init", STACK);
  const { code, output } = await up();
  assert.equal(code, 0, output);
});
after(async () => {
  await project.remove();
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});

const up = () => project.pulumi("up", "--yes", "--skip-preview", "--stack", STACK);
const as = (team: string) =>
  connectPubsub({
    endpoint: emulator.endpoint,
    principal: `serviceAccount:${team}@${PROJECT}.iam.gserviceaccount.com`,
  });

async function publishOne(): Promise<void> {
  const client = await as("marketing");
  await client.publish({ kind: "pubsub-topic", topic: `projects/${PROJECT}/topics/ar_EMAIL_SENT` }, waiting);
  await client.close();
}

async function takeOne(): Promise<unknown> {
  const name = `projects/${PROJECT}/subscriptions/ar_data-analysis_EMAIL_SENT`;
  const from: QueueAddress = { kind: "pubsub-subscriptions", subscriptions: [name] };
  const client = await as("data-analysis");
  const [message] = await client.receive(from, { max: 1, seconds: 10 });
  await message?.ack();
  await client.close();
  return message?.envelope;
}

const EDITS = {
  "removing a subscription": [
    "      - EMAIL_SENT\n$",
    "      []\n",
    /topology\.yaml:\d+:3 error removed-without-tombstone data-analysis\/EMAIL_SENT would be deleted/,
  ],
  "a filter, which Pub/Sub cannot change": [
    "      - EMAIL_SENT\n$",
    "      - { event: EMAIL_SENT, filter: { country: th } }\n",
    /topology\.yaml:\d+:\d+ error cannot-change-in-place .* the filter of data-analysis\/EMAIL_SENT cannot change/,
  ],
} as const;

for (const [what, [from, to, refusal]] of Object.entries(EDITS))
  test(`${what} is refused, in a preview as well, and what waits in the queue is still there`, async () => {
    await publishOne();
    const undo = await project.edit("topology.yaml", new RegExp(from), to);
    const [preview, done] = [await project.pulumi("preview", "--stack", STACK), await up()];
    await undo();
    for (const { code, output } of [preview, done]) {
      assert.notEqual(code, 0, output);
      assert.match(output, /nothing was changed/);
      assert.match(output, refusal);
      assert.doesNotMatch(output, /(Topic|Subscription|IAMMember) .*(created|updated|deleted|replaced)/);
    }
    assert.deepEqual(await takeOne(), waiting);
  });

test("destroying the stack, which asks no program, is refused by the engine", async () => {
  await publishOne();
  const { code, output } = await project.pulumi("destroy", "--yes", "--skip-preview", "--stack", STACK);
  assert.notEqual(code, 0, output);
  assert.match(output, /cannot be deleted/);
  assert.deepEqual(await takeOne(), waiting);
});

test("with the edits undone the next run finds its way back", async () => {
  const { code, output } = await up();
  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /(Topic|Subscription) .*(created|deleted|replaced)/);
  const preview = await project.pulumi("preview", "--expect-no-changes", "--stack", STACK);
  assert.equal(preview.code, 0, preview.output);
});
