/**
 * docs/examples/existing on the real engine and the Pub/Sub emulator: a hub topic that somebody else made, told apart by an
 * attribute, a queue that exists, and a topic and a queue that are taken over with what waits in it.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { calledBy, type GcpConnection, gcpConnection } from "../../local/clients/gcp-connection.ts";
import { startPubsubEmulator } from "../../local/emulators/pubsub.ts";
import { DEPLOYER } from "../../local/provider/deployer.ts";
import { type Server, stopServer } from "../../local/server.ts";
import { type BrownfieldProject, brownfieldProject } from "../test-support/brownfield-project.ts";

const STACK = "gcp-pubsub";
const PROJECT = "ar-events";
const topic = (name: string) => `projects/${PROJECT}/topics/${name}`;
const subscription = (name: string) => `projects/${PROJECT}/subscriptions/${name}`;
const member = (team: string) => `serviceAccount:${team}@${PROJECT}.iam.gserviceaccount.com`;
const days = (count: number) => ({ seconds: count * 86_400 });

describe("what exists on Pub/Sub", () => {
  let folder: string;
  let emulator: Server;
  let project: BrownfieldProject;
  let cloud: GcpConnection;
  const asDeployer = calledBy(DEPLOYER);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "topology-brownfield-"));
    emulator = await startPubsubEmulator({
      logFile: join(folder, "emulator.log"),
      deployer: DEPLOYER,
      projects: { [PROJECT]: "123456789012" },
      progress: () => undefined,
    });
    cloud = await gcpConnection(emulator.endpoint);
    await madeByHand();
    project = await brownfieldProject(STACK, { PUBSUB_EMULATOR_HOST: emulator.endpoint });
  });
  after(async () => {
    await Promise.all([cloud.publisher.close(), cloud.subscriber.close()]);
    await project.remove();
    await stopServer(emulator);
    await rm(folder, { recursive: true, force: true });
  });

  async function madeByHand(): Promise<void> {
    const { publisher, subscriber } = cloud;
    for (const name of ["hub", "orders", "orders-failed"])
      await publisher.createTopic({ name: topic(name) }, asDeployer);
    await subscriber.createSubscription(
      { name: subscription("orders-failed"), topic: topic("orders-failed") },
      asDeployer,
    );
    await subscriber.createSubscription(
      {
        name: subscription("orders"),
        topic: topic("orders"),
        ackDeadlineSeconds: 45,
        messageRetentionDuration: days(4),
        deadLetterPolicy: { deadLetterTopic: topic("orders-failed"), maxDeliveryAttempts: 5 },
      },
      asDeployer,
    );
    const filter = 'attributes.eventType="customer.created"';
    await subscriber.createSubscription({ name: subscription("audit"), topic: topic("hub"), filter }, asDeployer);
    for (const data of ["order 1", "order 2"]) await publish("orders", data, undefined, asDeployer);
  }

  async function publish(to: string, data: string, eventType?: string, as = calledBy(member("crm"))): Promise<void> {
    const attributes = eventType === undefined ? {} : { eventType };
    await cloud.publisher.publish({ topic: topic(to), messages: [{ data: Buffer.from(data), attributes }] }, as);
  }

  /** Everything that comes within a second and a half, acknowledged. */
  async function inQueue(...names: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    const as = calledBy(member("sales"));
    for (let tries = 0; tries < 15; tries++) {
      for (const name of names) {
        const request = { subscription: subscription(name), maxMessages: 10, returnImmediately: true };
        const [{ receivedMessages }] = await cloud.subscriber.pull(request, as);
        for (const { message, ackId } of receivedMessages ?? []) {
          found.push(Buffer.from(message?.data ?? "").toString());
          await cloud.subscriber.acknowledge({ subscription: subscription(name), ackIds: [ackId ?? ""] }, as);
        }
      }
      await sleep(100);
    }
    return found.sort();
  }

  test("before anything is done, --check tells what of it would be changed", async () => {
    const undo = await project.edit(
      `stacks/adopt.${STACK}.yaml`,
      "[expirationPolicy, labels, retryPolicy]",
      "[labels]",
    );
    const { exitCode, stdout } = await project.check();
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /^feed:sales\/orders\/ORDER_PLACED would be taken over and changed: update expirationPolicy, retryPolicy$/m,
    );
    await undo();
    assert.deepEqual(await project.check().then((found) => [found.exitCode, found.stdout]), [
      0,
      "4 resources would be taken over as they are\n",
    ]);
  });

  test("it is taken over; a preview afterwards has nothing to do, and what waited still waits", async () => {
    await project.up();
    assert.deepEqual([...(await project.preview())], []);
    assert.deepEqual(await inQueue("orders"), ["order 1", "order 2"]);
    await publish("orders", "order 3");
    assert.deepEqual(await inQueue("orders"), ["order 3"]);
  });

  test("events of the hub are told apart by the attribute, for a queue of ours and for one that exists", async () => {
    await publish("hub", "created", "customer.created");
    await publish("hub", "updated", "customer.updated");
    await publish("hub", "somebody else's", "invoice.sent");
    await publish("hub", "without");
    const projection = ["ar_sales_projection~CUSTOMER_CREATED", "ar_sales_projection~CUSTOMER_UPDATED"];
    assert.deepEqual(await inQueue(...projection), ["created", "updated"]);
    assert.deepEqual(await inQueue("audit"), ["created"]);
  });

  test("the hub and the queue that exists were not changed, but for grants beside those they have", async () => {
    const [hub] = await cloud.publisher.getTopic({ topic: topic("hub") }, asDeployer);
    const [audit] = await cloud.subscriber.getSubscription({ subscription: subscription("audit") }, asDeployer);
    assert.deepEqual([hub.labels, audit.labels, audit.filter], [{}, {}, 'attributes.eventType="customer.created"']);
  });
});
