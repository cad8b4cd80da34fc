import assert from "node:assert/strict";
import { verify } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import type { protos, v1 } from "@google-cloud/pubsub";
import { calledBy, gcpConnection } from "../clients/gcp-connection.ts";
import { type Server, stopServer } from "../server.ts";
import { startPubsubEmulator } from "./pubsub.ts";

// What each option of a topic or subscription does, seen by Google's own Node client.
const DEPLOYER = "user:deployer@local.example";
type Options = protos.google.pubsub.v1.ISubscription;

let folder: string;
let server: Server;
let publisher: v1.PublisherClient;
let subscriber: v1.SubscriberClient;
let run = 0;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pubsub-options-"));
  server = await startPubsubEmulator({
    logFile: join(folder, "pubsub.log"),
    deployer: DEPLOYER,
    projects: { "ar-local": "123456789012" },
    pushKeyFile: join(folder, "push.pem"),
    progress: () => undefined,
  });
  ({ publisher, subscriber } = await gcpConnection(server.endpoint));
});

after(async () => {
  await Promise.all([publisher, subscriber].map((client) => client.close()));
  await stopServer(server);
  await rm(folder, { recursive: true, force: true });
});

/** Every test has names of its own in the one emulator. */
beforeEach(() => {
  run++;
});
const topic = () => `projects/ar-local/topics/created-${run}`;
const subscription = () => `projects/ar-local/subscriptions/inbox-${run}`;
const asDeployer = () => calledBy(DEPLOYER);

async function subscribed(options: Options, ofTopic: protos.google.pubsub.v1.ITopic = {}): Promise<void> {
  await publisher.createTopic({ ...ofTopic, name: topic() }, asDeployer());
  await subscriber.createSubscription({ ...options, name: subscription(), topic: topic() }, asDeployer());
}

async function publish(...messages: readonly { data: string; orderingKey?: string }[]): Promise<void> {
  const encoded = messages.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data) }));
  await publisher.publish({ topic: topic(), messages: encoded }, asDeployer());
}

async function pull() {
  const request = { subscription: subscription(), maxMessages: 10, returnImmediately: true };
  const [{ receivedMessages }] = await subscriber.pull(request, asDeployer());
  return (receivedMessages ?? []).map(({ ackId, message }) => ({
    ackId: ackId ?? "",
    data: Buffer.from(message?.data ?? "").toString("utf8"),
  }));
}

const texts = (messages: readonly { data: string }[]) => messages.map(({ data }) => data);
const ack = (...ackIds: string[]) => subscriber.acknowledge({ subscription: subscription(), ackIds }, asDeployer());
const nack = (...ackIds: string[]) =>
  subscriber.modifyAckDeadline({ subscription: subscription(), ackIds, ackDeadlineSeconds: 0 }, asDeployer());

test("ordering: a stream has all of a key in order, and all later ones again after a nack", async () => {
  await subscribed({ enableMessageOrdering: true });
  await publish(...["1", "2", "3"].map((data) => ({ data, orderingKey: "k" })));
  const stream = subscriber.streamingPull(asDeployer());
  try {
    const came: string[] = [];
    const six = new Promise<void>((resolve, reject) => {
      stream.once("error", reject);
      stream.on(
        "data",
        ({ receivedMessages }: { receivedMessages: { ackId: string; message: { data: Buffer } }[] }) => {
          const first = came.length === 0 ? receivedMessages[0]?.ackId : undefined;
          came.push(...receivedMessages.map(({ message }) => message.data.toString()));
          if (first !== undefined) stream.write({ modifyDeadlineAckIds: [first], modifyDeadlineSeconds: [0] });
          if (came.length >= 6) resolve();
        },
      );
    });
    stream.write({ subscription: subscription(), streamAckDeadlineSeconds: 10 });
    await six;
    assert.deepEqual(came, ["1", "2", "3", "1", "2", "3"]);
  } finally {
    stream.on("error", () => undefined).cancel();
  }
});

test("exactly-once: an ack id that has expired is refused in the words the client understands", async () => {
  await subscribed({ enableExactlyOnceDelivery: true });
  await publish({ data: "1" });
  const [old] = await pull();
  assert(old);
  await nack(old.ackId);
  await assert.rejects(ack(old.ackId), (error: Error & { reason?: string; errorInfoMetadata?: object }) => {
    assert.equal(error.reason, "EXACTLY_ONCE_ACKID_FAILURE");
    assert.deepEqual({ ...error.errorInfoMetadata }, { [old.ackId]: "PERMANENT_FAILURE_INVALID_ACK_ID" });
    return true;
  });
  const [again] = await pull();
  assert(again);
  await ack(again.ackId);
  assert.deepEqual(await pull(), []);
});

test("replay: a seek brings back what the topic retains; a snapshot moves a backlog", async () => {
  await subscribed({}, { messageRetentionDuration: { seconds: 600 } });
  await publish({ data: "1" }, { data: "2" });
  await ack(...(await pull()).map(({ ackId }) => ackId));
  await subscriber.seek({ subscription: subscription(), time: { seconds: 0 } }, asDeployer());
  const replayed = await pull();
  assert.deepEqual(texts(replayed), ["1", "2"]);
  await ack(replayed[0]?.ackId ?? "");
  const snapshot = `projects/ar-local/snapshots/before-${run}`;
  await subscriber.createSnapshot({ name: snapshot, subscription: subscription() }, asDeployer());
  const other = `${subscription()}-g2`;
  await subscriber.createSubscription({ name: other, topic: topic() }, asDeployer());
  await subscriber.seek({ subscription: other, snapshot }, asDeployer());
  const request = { subscription: other, maxMessages: 10, returnImmediately: true };
  const [{ receivedMessages }] = await subscriber.pull(request, asDeployer());
  assert.deepEqual(
    receivedMessages?.map(({ message }) => Buffer.from(message?.data ?? "").toString()),
    ["2"],
  );
});

test("push: the endpoint gets the body with a token it can check, until it answers with success", async () => {
  const requests: { headers: IncomingHttpHeaders; body: string }[] = [];
  const endpoint = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    requests.push({ headers: request.headers, body });
    response.writeHead(requests.length === 1 ? 503 : 204).end();
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  const pushEndpoint = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/events`;
  const email = "push@ar-local.iam.gserviceaccount.com";
  try {
    const pushConfig = { pushEndpoint, oidcToken: { serviceAccountEmail: email }, noWrapper: { writeMetadata: true } };
    await subscribed({ pushConfig });
    const messages = [{ data: Buffer.from("hello"), attributes: { country: "th" } }];
    await publisher.publish({ topic: topic(), messages }, asDeployer());
    for (const deadline = Date.now() + 5000; requests.length < 2 && Date.now() < deadline; )
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      requests.map(({ body, headers }) => [body, headers["country"], headers["x-goog-pubsub-subscription-name"]]),
      [
        ["hello", "th", subscription()],
        ["hello", "th", subscription()],
      ],
    );
    const [scheme, token = ""] = requests[1]?.headers.authorization?.split(" ") ?? [];
    const [header, claims = "", signature = ""] = token.split(".");
    const key = await readFile(join(folder, "push.pem"));
    assert.equal(scheme, "Bearer");
    assert(verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url")));
    const { aud, email: who } = JSON.parse(Buffer.from(claims, "base64url").toString());
    assert.deepEqual([aud, who], [pushEndpoint, email]);
  } finally {
    endpoint.closeAllConnections();
    endpoint.close();
  }
});
