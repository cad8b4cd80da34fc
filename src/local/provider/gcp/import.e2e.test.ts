import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startPubsubEmulator } from "../../emulators/pubsub.ts";
import { stopServer } from "../../server.ts";
import { DEPLOYER } from "../deployer.ts";
import type { TestResource } from "../test-support/test-stack.ts";
import { testStack } from "../test-support/test-stack.ts";
import { asDeployer, connect } from "./connection.ts";

const PROJECT = "ar-local";
const path = (kind: string, name: string) => `projects/${PROJECT}/${kind}/${name}`;
const member = (name: string) => `serviceAccount:${name}@${PROJECT}.iam.gserviceaccount.com`;

const folder = await mkdtemp(join(tmpdir(), "event-topology-gcp-"));
const emulator = await startPubsubEmulator({
  logFile: join(folder, "pubsub.log"),
  deployer: DEPLOYER,
  projects: { [PROJECT]: "123456789012" },
  progress: () => undefined,
});
const connection = connect({ project: PROJECT }, { PUBSUB_EMULATOR_HOST: emulator.endpoint });
const publisher = await connection.publisher();
const subscriber = await connection.subscriber();
const schemas = await connection.schemas();
after(async () => {
  await Promise.all([publisher, subscriber, schemas].map((client) => client.close()));
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});

/** Everything with as many options as there are, by the ids it has in the cloud. */
function estate(id?: (kind: string) => string, version = 1): readonly TestResource[] {
  const fields = [
    { name: "id", type: "string" },
    ...(version > 1 ? [{ name: "age", type: ["null", "int"], default: null }] : []),
  ];
  const definition = JSON.stringify({ type: "record", name: "Customer", fields });
  const push = {
    pushEndpoint: "https://ar.example/push",
    oidcToken: { serviceAccountEmail: `push@${PROJECT}.iam.gserviceaccount.com`, audience: "crm" },
    noWrapper: { writeMetadata: true },
  };
  const grants = { project: PROJECT, member: member("crm") };
  const all: readonly TestResource[] = [
    {
      type: "gcp:pubsub/schema:Schema",
      name: "shape",
      properties: { name: "customer", project: PROJECT, type: "AVRO", definition },
    },
    {
      type: "gcp:pubsub/topic:Topic",
      name: "customer",
      properties: {
        name: "customer",
        project: PROJECT,
        labels: { team: "crm" },
        messageRetentionDuration: "86400s",
        messageStoragePolicy: { allowedPersistenceRegions: ["europe-west1"], enforceInTransit: true },
        kmsKeyName: "projects/p/locations/l/keyRings/r/cryptoKeys/k",
        schemaSettings: { schema: path("schemas", "customer"), encoding: "JSON" },
      },
      dependsOn: ["shape"],
    },
    {
      type: "gcp:pubsub/subscription:Subscription",
      name: "pulled",
      properties: {
        name: "pulled",
        project: PROJECT,
        topic: path("topics", "customer"),
        enableMessageOrdering: true,
        enableExactlyOnceDelivery: true,
        retainAckedMessages: true,
        expirationPolicy: { ttl: "" },
        deadLetterPolicy: { deadLetterTopic: path("topics", "customer-dlq"), maxDeliveryAttempts: 5 },
      },
      dependsOn: ["customer", "customer-dlq"],
    },
    {
      type: "gcp:pubsub/topic:Topic",
      name: "customer-dlq",
      properties: { name: "customer-dlq", project: PROJECT },
    },
    {
      type: "gcp:pubsub/subscription:Subscription",
      name: "pushed",
      properties: { name: "pushed", project: PROJECT, topic: path("topics", "customer"), pushConfig: push },
      dependsOn: ["customer"],
    },
    {
      type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
      name: "publisher",
      properties: { ...grants, topic: "customer", role: "roles/pubsub.publisher" },
      dependsOn: ["customer"],
    },
    {
      type: "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember",
      name: "subscriber",
      properties: { ...grants, subscription: "pulled", role: "roles/pubsub.subscriber" },
      dependsOn: ["pulled"],
    },
  ];
  return id === undefined ? all : all.map((one) => ({ ...one, import: id(one.name) }));
}

const IDS: Readonly<Record<string, string>> = {
  shape: path("schemas", "customer"),
  customer: path("topics", "customer"),
  "customer-dlq": path("topics", "customer-dlq"),
  pulled: path("subscriptions", "pulled"),
  pushed: path("subscriptions", "pushed"),
  publisher: `${path("topics", "customer")} roles/pubsub.publisher ${member("crm")}`,
  subscriber: `${path("subscriptions", "pulled")} roles/pubsub.subscriber ${member("crm")}`,
};

test("an estate that exists is imported by its ids into another stack, without any difference", async (t) => {
  const options = [{ project: PROJECT }, { PUBSUB_EMULATOR_HOST: emulator.endpoint }] as const;
  const first = await testStack("gcp", ...options);
  const made = await first.up(...estate());
  assert.equal(made.code, 0, made.printed);
  const stack = await testStack("gcp", ...options);

  await t.test("import", async () => {
    const imported = await stack.up(...estate((name) => IDS[name] ?? name));
    assert.equal(imported.code, 0, imported.printed);
    assert.equal(imported.messages, "");
    assert.deepEqual(
      [...imported.steps].sort(),
      Object.keys(IDS)
        .map((name) => `import ${name}`)
        .sort(),
    );
    assert.deepEqual((await stack.preview(...estate())).steps, []);
    assert.deepEqual((await stack.refresh()).changed, []);
    assert.deepEqual((await stack.preview(...estate())).steps, []);
  });

  await t.test("what the program describes otherwise would be changed in the run that imports it", async () => {
    const other = await testStack("gcp", ...options);
    const odd = { name: "customer", project: PROJECT, labels: { team: "sales" } };
    const type = "gcp:pubsub/topic:Topic";
    const preview = await other.preview({
      type,
      name: "customer",
      import: path("topics", "customer"),
      properties: odd,
    });
    assert.deepEqual(preview.steps, ["import customer", "update customer"]);
    assert.deepEqual([...(preview.differing["customer"] ?? [])].sort(), [
      "kmsKeyName",
      "labels",
      "messageRetentionDuration",
      "messageStoragePolicy",
      "schemaSettings",
    ]);
  });

  await t.test("a new definition is a new revision in place, a new type another schema", async () => {
    const updated = await stack.up(...estate(undefined, 2));
    assert.equal(updated.code, 0, updated.printed);
    assert.deepEqual(updated.steps, ["update shape"]);
    const [revisions] = await schemas.listSchemaRevisions({ name: IDS["shape"] ?? "" }, asDeployer(connection));
    assert.equal(revisions.length, 2);
    const retyped = estate(undefined, 2).map((one) =>
      one.name === "shape" ? { ...one, properties: { ...one.properties, type: "PROTOCOL_BUFFER" } } : one,
    );
    assert.ok((await stack.preview(...retyped)).steps.includes("replace shape"));
  });

  await t.test("what is to be ignored stays as it is", async () => {
    const changed = estate(undefined, 2).map((one) => {
      if (one.name === "customer") {
        const properties = { ...one.properties, labels: { team: "sales" }, messageRetentionDuration: "90000s" };
        return { ...one, properties, ignoreChanges: ["labels", "messageRetentionDuration"] };
      }
      if (one.name !== "pushed") return one;
      const { pushConfig: _gone, ...properties } = one.properties;
      return { ...one, properties, ignoreChanges: ["pushConfig"] };
    });
    assert.deepEqual((await stack.up(...changed)).steps, []);
    const [found] = await publisher.getTopic({ topic: path("topics", "customer") }, asDeployer(connection));
    assert.deepEqual(found.labels, { team: "crm" });
  });

  await t.test("push becomes pull and the other way round, in place", async () => {
    const pulled = estate(undefined, 2).map((one) => {
      if (one.name !== "pushed") return one;
      const { pushConfig: _gone, ...properties } = one.properties;
      return { ...one, properties: { ...properties, enableExactlyOnceDelivery: true } };
    });
    assert.deepEqual((await stack.up(...pulled)).steps, ["update pushed"]);
    assert.deepEqual((await stack.up(...estate(undefined, 2))).steps, ["update pushed"]);
    const [found] = await subscriber.getSubscription({ subscription: IDS["pushed"] ?? "" }, asDeployer(connection));
    assert.equal(found.pushConfig?.oidcToken?.audience, "crm");
  });

  await t.test("destroy", async () => {
    const destroyed = await stack.destroy();
    assert.equal(destroyed.code, 0, destroyed.printed);
    assert.deepEqual((await schemas.listSchemas({ parent: `projects/${PROJECT}` }, asDeployer(connection)))[0], []);
  });
});
