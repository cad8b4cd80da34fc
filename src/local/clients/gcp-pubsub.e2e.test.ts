import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import type { v1 } from "@google-cloud/pubsub";
import type { QueueAddress } from "../../backends/manifest.ts";
import { startPubsubEmulator } from "../emulators/pubsub.ts";
import { EnvironmentError } from "../environment-error.ts";
import { type Server, stopServer } from "../server.ts";
import { AccessRefused, type Client, type Received } from "./client.ts";
import { calledBy, gcpConnection } from "./gcp-connection.ts";
import { connectPubsub } from "./gcp-pubsub.ts";

const DEPLOYER = "user:deployer@local.example";
const CRM = "serviceAccount:crm@ar-local.iam.gserviceaccount.com";
const MARKETING = "serviceAccount:marketing@ar-local.iam.gserviceaccount.com";
const AGENT = "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com";
const MAX_ATTEMPTS = 5;
const NOW = { max: 10, seconds: 0 };

let folder: string;
let server: Server;
let publisher: v1.PublisherClient;
let subscriber: v1.SubscriberClient;
let crm: Client;
let marketing: Client;
let run = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pubsub-client-"));
  server = await startPubsubEmulator({
    logFile: join(folder, "pubsub.log"),
    deployer: DEPLOYER,
    projects: { "ar-local": "123456789012" },
    progress: () => undefined,
  });
  ({ publisher, subscriber } = await gcpConnection(server.endpoint));
  crm = connectPubsub({ endpoint: server.endpoint, principal: CRM });
  marketing = connectPubsub({ endpoint: server.endpoint, principal: MARKETING });
});

after(async () => {
  await Promise.all([crm, marketing, publisher, subscriber].map((client) => client.close()));
  await stopServer(server);
  await rm(folder, { recursive: true, force: true });
});

/** Every test has names of its own in the one emulator. */
beforeEach(() => {
  run++;
});
const topicName = (name: string) => `projects/ar-local/topics/${name}-${run}`;
const subscriptionName = (name: string) => `projects/ar-local/subscriptions/${name}-${run}`;
const asDeployer = () => calledBy(DEPLOYER);

async function topic(name: string, ...publishers: string[]): Promise<{ kind: "pubsub-topic"; topic: string }> {
  await publisher.createTopic({ name: topicName(name) }, asDeployer());
  await allow(topicName(name), "roles/pubsub.publisher", publishers);
  return { kind: "pubsub-topic", topic: topicName(name) };
}

async function queue(name: string, from: string, consumers: string[], more: object = {}): Promise<QueueAddress> {
  const request = { name: subscriptionName(name), topic: topicName(from), ...more };
  await subscriber.createSubscription(request, asDeployer());
  await allow(request.name, "roles/pubsub.subscriber", consumers);
  return { kind: "pubsub-subscriptions", subscriptions: [request.name] };
}

async function allow(resource: string, role: string, members: string[]): Promise<void> {
  type Request = Parameters<v1.PublisherClient["setIamPolicy"]>[0];
  await publisher.setIamPolicy({ resource, policy: { bindings: [{ role, members }] } } as Request, asDeployer());
}

async function only(client: Client, from: QueueAddress): Promise<Received> {
  const received = await client.receive(from, { max: 10, seconds: 5 });
  const [first] = received;
  assert(first !== undefined && received.length === 1, `${received.length} messages instead of one`);
  return first;
}

test("the owner publishes an envelope with attributes, the consumer receives and acks it", async () => {
  const created = await topic("created", CRM);
  const inbox = await queue("inbox", "created", [MARKETING]);
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: { name: "Ünal" } }, { country: "th" });
  const received = await only(marketing, inbox);
  assert.deepEqual(received.envelope, { topic: "CUSTOMER_CREATED", data: { name: "Ünal" } });
  assert.deepEqual(received.attributes, { country: "th" });
  assert.equal(received.deliveryAttempt, undefined);
  assert.deepEqual(await marketing.receive(inbox, NOW), [], "it is leased");
  await received.ack();
  await received.nack();
  assert.deepEqual(await marketing.receive(inbox, NOW), [], "it is gone");
});

test("others neither publish nor pull", async () => {
  const created = await topic("created", CRM);
  const inbox = await queue("inbox", "created", [MARKETING]);
  await assert.rejects(marketing.publish(created, { topic: "CUSTOMER_CREATED", data: 1 }), (error) => {
    assert(error instanceof AccessRefused);
    assert.match(error.message, /not authorized.*marketing@.*pubsub\.topics\.publish on .*created/);
    return true;
  });
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: 1 });
  await assert.rejects(crm.receive(inbox, NOW), AccessRefused);
  await only(marketing, inbox);
});

test("a nacked message comes again", async () => {
  const created = await topic("created", CRM);
  const inbox = await queue("inbox", "created", [MARKETING]);
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: 1 });
  await (await only(marketing, inbox)).nack();
  assert.deepEqual((await only(marketing, inbox)).envelope.data, 1);
});

test("poison reaches the dead-letter queue once, and no other subscription feels it", async () => {
  const created = await topic("created", CRM);
  await topic("dead", AGENT);
  const dead = await queue("dead", "dead", [MARKETING]);
  const deadLetterPolicy = { deadLetterTopic: topicName("dead"), maxDeliveryAttempts: MAX_ATTEMPTS };
  const retryPolicy = { minimumBackoff: { seconds: 10 }, maximumBackoff: { seconds: 600 } };
  const inbox = await queue("inbox", "created", [MARKETING, AGENT], { deadLetterPolicy, retryPolicy });
  const others = await queue("other", "created", [MARKETING, AGENT], { deadLetterPolicy });
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: "poison" });
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const received = await only(marketing, inbox);
    assert.equal(received.deliveryAttempt, attempt);
    await received.nack();
  }
  const forwarded = await only(marketing, dead);
  assert.deepEqual(forwarded.envelope, { topic: "CUSTOMER_CREATED", data: "poison" });
  assert.equal(forwarded.attributes["CloudPubSubDeadLetterSourceSubscription"], `inbox-${run}`);
  await forwarded.ack();
  assert.deepEqual(await marketing.receive(inbox, NOW), []);
  assert.deepEqual(await marketing.receive(dead, { max: 10, seconds: 0.3 }), []);
  assert.equal((await only(marketing, others)).deliveryAttempt, 1);
});

test("without the service agent's grants poison is redelivered for ever", async () => {
  const created = await topic("created", CRM);
  await topic("dead");
  const dead = await queue("dead", "dead", [MARKETING]);
  const deadLetterPolicy = { deadLetterTopic: topicName("dead"), maxDeliveryAttempts: MAX_ATTEMPTS };
  const inbox = await queue("inbox", "created", [MARKETING, AGENT], { deadLetterPolicy });
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: "poison" });
  for (let time = 0; time < 2 * MAX_ATTEMPTS; time++) await (await only(marketing, inbox)).nack();
  assert.deepEqual(await marketing.receive(dead, NOW), []);
});

test("a queue of several subscriptions is read as one, each with its filter", async () => {
  const created = await topic("created", CRM);
  const updated = await topic("updated", CRM);
  await queue("created", "created", [MARKETING], { filter: 'attributes.country = "th"' });
  await queue("updated", "updated", [MARKETING]);
  const subscriptions = [subscriptionName("created"), subscriptionName("updated")];
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: "th" }, { country: "th" });
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: "de" }, { country: "de" });
  await crm.publish(updated, { topic: "CUSTOMER_UPDATED", data: "any" });
  const from: QueueAddress = { kind: "pubsub-subscriptions", subscriptions };
  const [one, ...none] = await marketing.receive(from, { max: 1, seconds: 1 });
  assert.equal(none.length, 0, "no more than asked for");
  await one?.ack();
  const rest = await marketing.receive(from, { max: 10, seconds: 1 });
  const data = [one, ...rest].map((message) => message?.envelope.data);
  assert.deepEqual(data.sort(), ["any", "th"]);
});

test("a busy subscription does not starve the others of its queue", async () => {
  const created = await topic("created", CRM);
  const updated = await topic("updated", CRM);
  await queue("created", "created", [MARKETING]);
  await queue("updated", "updated", [MARKETING]);
  const from: QueueAddress = {
    kind: "pubsub-subscriptions",
    subscriptions: [subscriptionName("created"), subscriptionName("updated")],
  };
  await crm.publish(updated, { topic: "CUSTOMER_UPDATED", data: 1 });
  for (let n = 0; n < 3; n++) await crm.publish(created, { topic: "CUSTOMER_CREATED", data: n });
  const firstTwo = [...(await marketing.receive(from, { max: 1, seconds: 1 }))];
  firstTwo.push(...(await marketing.receive(from, { max: 1, seconds: 1 })));
  assert.deepEqual(firstTwo.map(({ envelope }) => envelope.topic).sort(), ["CUSTOMER_CREATED", "CUSTOMER_UPDATED"]);
});

test("waiting ends with the first message", async () => {
  const created = await topic("created", CRM);
  const inbox = await queue("inbox", "created", [MARKETING]);
  const waiting = marketing.receive(inbox, { max: 10, seconds: 30 });
  await crm.publish(created, { topic: "CUSTOMER_CREATED", data: 1 });
  assert.equal((await waiting).length, 1);
});

test("an emulator that is away, or lacks the topic, is a failure of the environment", async () => {
  const away = connectPubsub({ endpoint: "127.0.0.1:1", principal: CRM });
  const nowhere = { kind: "pubsub-topic", topic: "projects/ar-local/topics/nowhere" } as const;
  await assert.rejects(away.publish(nowhere, { topic: "X", data: 1 }), EnvironmentError);
  await away.close();
  const deployer = connectPubsub({ endpoint: server.endpoint, principal: DEPLOYER });
  await assert.rejects(deployer.publish(nowhere, { topic: "X", data: 1 }), EnvironmentError);
  await deployer.close();
});

test("the library's own subscriber streams the messages", async () => {
  await topic("created");
  await queue("inbox", "created", []);
  const stream = subscriber.streamingPull(asDeployer());
  try {
    stream.write({ subscription: subscriptionName("inbox"), streamAckDeadlineSeconds: 10 });
    const arrived = new Promise<unknown>((resolve, reject) => stream.once("data", resolve).once("error", reject));
    const messages = [{ data: Buffer.from("streamed") }];
    await publisher.publish({ topic: topicName("created"), messages }, asDeployer());
    const { receivedMessages } = (await arrived) as { receivedMessages: { message: { data: Buffer } }[] };
    assert.equal(receivedMessages[0]?.message.data.toString(), "streamed");
  } finally {
    stream.on("error", () => undefined).cancel();
  }
});
