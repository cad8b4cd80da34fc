import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startPubsubEmulator } from "../../emulators/pubsub.ts";
import { stopServer } from "../../server.ts";
import { DEPLOYER } from "../deployer.ts";
import type { Properties } from "../input-property.ts";
import { type Life, liveThrough } from "../test-support/lifecycle.ts";
import { startPlugin } from "../test-support/plugin.ts";

const PROJECT = "ar-local";
const TOPIC = "gcp:pubsub/topic:Topic";
const SUBSCRIPTION = "gcp:pubsub/subscription:Subscription";
const SCHEMA = "gcp:pubsub/schema:Schema";
const ALARM = "gcp:monitoring/alertPolicy:AlertPolicy";
const TOPIC_MEMBER = "gcp:pubsub/topicIAMMember:TopicIAMMember";
const SUBSCRIPTION_MEMBER = "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember";
const topic = (name: string) => `projects/${PROJECT}/topics/${name}`;
const subscription = (name: string) => `projects/${PROJECT}/subscriptions/${name}`;
const member = (name: string) => `serviceAccount:${name}@${PROJECT}.iam.gserviceaccount.com`;

const schema = (name: string) => `projects/${PROJECT}/schemas/${name}`;
const record = (...fields: readonly object[]) => JSON.stringify({ type: "record", name: "Customer", fields });
const ID = { name: "id", type: "string" };
const AGE = { name: "age", type: ["null", "int"], default: null };

/** In the order of their dependence; deleted in the reverse order. */
const LIVES: readonly Life[] = [
  {
    type: SCHEMA,
    id: schema("customer"),
    full: { name: "customer", type: "AVRO", definition: record(ID) },
    changed: { name: "customer", type: "AVRO", definition: record(ID, AGE) },
  },
  {
    type: TOPIC,
    id: topic("checked"),
    full: { name: "checked", schemaSettings: { schema: schema("customer"), encoding: "JSON" } },
    changed: { name: "checked" },
  },
  { type: TOPIC, id: topic("dead"), full: { name: "dead" }, changed: { name: "dead", labels: { team: "crm" } } },
  {
    type: TOPIC,
    id: topic("CUSTOMER"),
    full: {
      name: "CUSTOMER",
      labels: { team: "crm", event: "customer" },
      messageRetentionDuration: "86400s",
      messageStoragePolicy: { allowedPersistenceRegions: ["europe-west1", "europe-west4"] },
      kmsKeyName: "projects/p/locations/l/keyRings/r/cryptoKeys/k",
    },
    changed: { name: "CUSTOMER", labels: { event: "customer" }, messageRetentionDuration: "90000s" },
  },
  {
    type: SUBSCRIPTION,
    id: subscription("full"),
    full: {
      name: "full",
      topic: topic("CUSTOMER"),
      labels: { team: "marketing" },
      ackDeadlineSeconds: 30,
      messageRetentionDuration: "2678400s",
      expirationPolicy: { ttl: "" },
      deadLetterPolicy: { deadLetterTopic: topic("dead"), maxDeliveryAttempts: 7 },
      retryPolicy: { minimumBackoff: "1.5s", maximumBackoff: "60s" },
      filter: 'attributes.country = "th"',
      enableMessageOrdering: true,
    },
    changed: {
      name: "full",
      topic: topic("CUSTOMER"),
      ackDeadlineSeconds: 60,
      expirationPolicy: { ttl: "86400s" },
      filter: 'attributes.country = "th"',
      enableMessageOrdering: true,
    },
  },
  {
    type: SUBSCRIPTION,
    id: subscription("plain"),
    full: { name: "plain", topic: topic("CUSTOMER") },
    changed: { name: "plain", topic: topic("CUSTOMER"), deadLetterPolicy: { deadLetterTopic: topic("dead") } },
  },
  {
    type: SUBSCRIPTION,
    id: subscription("once"),
    full: { name: "once", topic: topic("CUSTOMER"), enableExactlyOnceDelivery: true, retainAckedMessages: true },
    changed: { name: "once", topic: topic("CUSTOMER") },
  },
  {
    type: SUBSCRIPTION,
    id: subscription("pushed"),
    full: {
      name: "pushed",
      topic: topic("CUSTOMER"),
      pushConfig: {
        pushEndpoint: "http://127.0.0.1:9/push",
        oidcToken: { serviceAccountEmail: "push@ar-local.iam.gserviceaccount.com", audience: "crm" },
        noWrapper: { writeMetadata: true },
      },
    },
    changed: {
      name: "pushed",
      topic: topic("CUSTOMER"),
      pushConfig: { pushEndpoint: "https://ar.example/push", attributes: { "x-goog-version": "v1" } },
    },
  },
  {
    type: TOPIC_MEMBER,
    id: `${topic("CUSTOMER")}/roles/pubsub.publisher/${member("crm")}`,
    importId: `${topic("CUSTOMER")} roles/pubsub.publisher ${member("crm")}`,
    full: { topic: "CUSTOMER", role: "roles/pubsub.publisher", member: member("crm") },
    changed: undefined,
  },
  {
    type: SUBSCRIPTION_MEMBER,
    id: `${subscription("plain")}/roles/pubsub.subscriber/${member("marketing")}`,
    full: { subscription: "plain", role: "roles/pubsub.subscriber", member: member("marketing") },
    changed: undefined,
  },
];

const folder = await mkdtemp(join(tmpdir(), "event-topology-gcp-"));
const emulator = await startPubsubEmulator({
  logFile: join(folder, "pubsub.log"),
  deployer: DEPLOYER,
  projects: { [PROJECT]: "123456789012" },
  progress: () => undefined,
});
after(async () => {
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});
const plugin = await startPlugin("gcp", { PUBSUB_EMULATOR_HOST: emulator.endpoint });
await plugin.configure({ project: PROJECT });

test("every type reads back what was created and updated, can be imported, and is gone when deleted", async (t) => {
  const ends: [string, () => Promise<void>][] = [];
  for (const life of LIVES)
    await t.test(`${life.type} ${life.id} lives`, async () => {
      ends.unshift([`${life.type} ${life.id}`, await liveThrough(plugin, life)]);
    });
  for (const [name, end] of ends) await t.test(`${name} ends`, end);
});

async function create(type: string, inputs: Properties) {
  return plugin.create(type, (await plugin.check(type, inputs)).inputs);
}

test("what exists is refused, with the name of the resource and the emulator's words", async () => {
  await create(TOPIC, { name: "twice" });
  await assert.rejects(create(TOPIC, { name: "twice" }), {
    message: /^gcp:pubsub\/topic:Topic twice: .*ALREADY_EXISTS/,
  });
});

test("a subscription to a topic that does not exist is refused", async () => {
  await assert.rejects(create(SUBSCRIPTION, { name: "lost", topic: topic("none") }), {
    message: /^gcp:pubsub\/subscription:Subscription lost: .*NOT_FOUND/,
  });
});

test("what the emulator cannot do is refused by it, not ignored", async () => {
  const inputs = { name: "proto", type: "PROTOCOL_BUFFER", definition: 'syntax = "proto3";' };
  await assert.rejects(create(SCHEMA, inputs), { message: /UNIMPLEMENTED/ });
});

test("what excludes each other in the cloud is refused as by the cloud", async () => {
  await create(TOPIC, { name: "one" });
  const both = { enableExactlyOnceDelivery: true, pushConfig: { pushEndpoint: "https://ar.example" } };
  const inputs = { name: "one", topic: topic("one"), ...both };
  await assert.rejects(create(SUBSCRIPTION, inputs), { message: /INVALID_ARGUMENT.*pull subscriptions only/ });
});

test("a revision that data of the one before does not fit is refused", async () => {
  const { inputs } = await plugin.check(SCHEMA, { name: "strict", type: "AVRO", definition: record(ID) });
  const { id } = await plugin.create(SCHEMA, inputs);
  const changed = { ...inputs, definition: record(AGE) };
  await assert.rejects(plugin.update(SCHEMA, id, inputs, changed), { message: /INVALID_ARGUMENT.*not compatible/ });
});

test("alarms are recorded: checked strictly, named like Google's, kept by the engine alone", async () => {
  const conditionThreshold = { filter: "x", comparison: "COMPARISON_GT", thresholdValue: 0, duration: "0s" };
  const conditions = [{ displayName: "old", conditionThreshold }];
  const { inputs, failures } = await plugin.check(ALARM, { displayName: "old", combiner: "OR", conditions });
  assert.deepEqual(failures, []);
  const { id, outputs } = await plugin.create(ALARM, inputs);
  assert.match(id, /^projects\/ar-local\/alertPolicies\/\d+$/);
  assert.equal(outputs["name"], id);
  assert.deepEqual(await plugin.read(ALARM, id, inputs), { id, inputs });
  const wrong = [{ displayName: "old", conditionThreshold: { ...conditionThreshold, comparison: ">", unit: "s" } }];
  const refused = await plugin.check(ALARM, { displayName: "old", combiner: "OR", conditions: wrong });
  assert.match(refused.failures[0] ?? "", /does not support "conditions\[0\]\.conditionThreshold\.unit"/);
  assert.deepEqual(refused.failures.slice(1), [
    '"conditions[0].conditionThreshold.comparison" must be COMPARISON_GT or COMPARISON_LT',
  ]);
});

test("deletionPolicy PREVENT keeps what is there, ABANDON leaves it behind", async () => {
  const { inputs } = await plugin.check(TOPIC, { name: "kept", deletionPolicy: "PREVENT" });
  const { id } = await plugin.create(TOPIC, inputs);
  await assert.rejects(plugin.delete(TOPIC, id, inputs), { message: /^projects\/ar-local\/topics\/kept: .*PREVENT/ });
  await plugin.delete(TOPIC, id, { ...inputs, deletionPolicy: "ABANDON" });
  assert.equal((await plugin.read(TOPIC, id, inputs)).id, id);
});

test("grants made at the same time by two providers do not undo each other, nor do revocations", async () => {
  const other = await startPlugin("gcp", { PUBSUB_EMULATOR_HOST: emulator.endpoint });
  await other.configure({ project: PROJECT });
  await create(TOPIC, { name: "shared" });
  const grants = Array.from({ length: 20 }, (_, index) => ({
    by: index % 2 === 0 ? plugin : other,
    inputs: { topic: "shared", project: PROJECT, role: "roles/pubsub.publisher", member: member(`team-${index}`) },
  }));
  const made = await Promise.all(grants.map(({ by, inputs }) => by.create(TOPIC_MEMBER, inputs)));
  const there = () => Promise.all(made.map(async ({ id }) => (await plugin.read(TOPIC_MEMBER, id)).id !== ""));
  assert.ok((await there()).every((found) => found));
  const ends = grants.map(({ by, inputs }, index) => ({ by, inputs, id: made[index]?.id ?? "" })).slice(0, 10);
  await Promise.all(ends.map(({ by, inputs, id }) => by.delete(TOPIC_MEMBER, id, inputs)));
  assert.deepEqual(await there(), [...Array(10).fill(false), ...Array(10).fill(true)]);
});

test("a subscription whose topic was deleted is not taken for one of the topic that comes after", async () => {
  await create(TOPIC, { name: "reborn" });
  const { inputs } = await plugin.check(SUBSCRIPTION, { name: "orphan", topic: topic("reborn") });
  const { id } = await plugin.create(SUBSCRIPTION, inputs);
  await plugin.delete(TOPIC, topic("reborn"), { deletionPolicy: "DELETE" });
  await create(TOPIC, { name: "reborn" });
  assert.equal((await plugin.read(SUBSCRIPTION, id, inputs)).inputs["topic"], "_deleted-topic_");
});

test("without what it needs, the provider says what is missing", async () => {
  const lost = await startPlugin("gcp", { PUBSUB_EMULATOR_HOST: "" });
  await assert.rejects(lost.configure({ project: PROJECT }), { message: /PUBSUB_EMULATOR_HOST/ });
  const other = await startPlugin("gcp", { PUBSUB_EMULATOR_HOST: "127.0.0.1:1" });
  await other.configure({});
  const { failures } = await other.check(TOPIC, { name: "x" });
  assert.deepEqual(failures, ['"project" is required by the local provider']);
});

test("an emulator that is gone is named as the reason, at once", async () => {
  const other = await startPlugin("gcp", { PUBSUB_EMULATOR_HOST: "127.0.0.1:1" });
  await other.configure({ project: PROJECT });
  const { inputs } = await other.check(TOPIC, { name: "x" });
  const start = Date.now();
  await assert.rejects(other.create(TOPIC, inputs), {
    message: /^gcp:pubsub\/topic:Topic x: .*(UNAVAILABLE|ECONNREFUSED)/,
  });
  assert.ok(Date.now() - start < 25_000);
});
