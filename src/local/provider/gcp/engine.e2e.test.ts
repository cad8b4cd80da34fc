import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { startPubsubEmulator } from "../../emulators/pubsub.ts";
import { stopServer } from "../../server.ts";
import { DEPLOYER } from "../deployer.ts";
import type { TestResource } from "../test-support/test-stack.ts";
import { testStack } from "../test-support/test-stack.ts";
import { asDeployer, connect } from "./connection.ts";
import { changeBindings, hasMember, readPolicy, withMember } from "./iam-policy.ts";

const PROJECT = "ar-local";
const path = (kind: string, name: string) => `projects/${PROJECT}/${kind}/${name}`;
const member = (name: string) => `serviceAccount:${name}@${PROJECT}.iam.gserviceaccount.com`;

/** A subscription with its dead-letter topic and grants; what differs between the runs is a parameter. */
function resources({ ackDeadline = 30, filter = "th", labels = { team: "crm" } } = {}): readonly TestResource[] {
  const topic = (name: string): TestResource => ({
    type: "gcp:pubsub/topic:Topic",
    name,
    properties: { name, project: PROJECT, labels },
  });
  const publisher = (name: string): TestResource => ({
    type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
    name,
    properties: { topic: "events", project: PROJECT, role: "roles/pubsub.publisher", member: member(name) },
    dependsOn: ["events"],
  });
  const queue: TestResource = {
    type: "gcp:pubsub/subscription:Subscription",
    name: "queue",
    properties: {
      name: "queue",
      project: PROJECT,
      topic: path("topics", "events"),
      ackDeadlineSeconds: ackDeadline,
      filter: `attributes.country = "${filter}"`,
      expirationPolicy: { ttl: "" },
      deadLetterPolicy: { deadLetterTopic: path("topics", "dead"), maxDeliveryAttempts: 5 },
      retryPolicy: { minimumBackoff: "10s", maximumBackoff: "600s" },
    },
    dependsOn: ["events", "dead"],
  };
  const consumer: TestResource = {
    type: "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember",
    name: "consumer",
    properties: {
      subscription: path("subscriptions", "queue"),
      project: PROJECT,
      role: "roles/pubsub.subscriber",
      member: member("marketing"),
    },
    dependsOn: ["queue"],
  };
  return [topic("events"), topic("dead"), publisher("crm"), publisher("sales"), publisher("hr"), queue, consumer];
}

const folder = await mkdtemp(join(tmpdir(), "event-topology-gcp-"));
const projectsFile = join(folder, "projects.json");
await writeFile(projectsFile, "{}");
const emulator = await startPubsubEmulator({
  logFile: join(folder, "pubsub.log"),
  deployer: DEPLOYER,
  projects: { [PROJECT]: "123456789012" },
  projectsFile,
  progress: () => undefined,
});
const connection = connect({ project: PROJECT }, { PUBSUB_EMULATOR_HOST: emulator.endpoint });
const [publisher, subscriber] = [await connection.publisher(), await connection.subscriber()];
after(async () => {
  await Promise.all([publisher, subscriber].map((client) => client.close()));
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});

test("the engine creates, leaves alone, updates, notices what is gone, replaces and destroys", async (t) => {
  const stack = await testStack("gcp", { project: PROJECT }, { PUBSUB_EMULATOR_HOST: emulator.endpoint });

  await t.test("an unknown property and an unknown type are errors, and nothing is made", async () => {
    const odd = { name: "odd", project: PROJECT, tags: { "tagKeys/1": "tagValues/2" } };
    const property = await stack.up({ type: "gcp:pubsub/topic:Topic", name: "odd", properties: odd });
    assert.notEqual(property.code, 0);
    assert.match(property.messages, /does not support "tags"; it knows name, project,/);
    const binding = { topic: "odd", project: PROJECT, role: "roles/pubsub.publisher", members: [member("crm")] };
    const type = "gcp:pubsub/topicIAMBinding:TopicIAMBinding";
    const unknown = await stack.up({ type, name: "odd", properties: binding });
    assert.match(
      unknown.messages,
      /does not support gcp:pubsub\/topicIAMBinding:\w+; it knows gcp:pubsub\/topic:Topic,/,
    );
    assert.deepEqual((await publisher.listTopics({ project: `projects/${PROJECT}` }, asDeployer(connection)))[0], []);
  });

  await t.test(
    "what is there already is imported, and not touched when the program describes it as it is",
    async () => {
      await publisher.createTopic({ name: path("topics", "old"), labels: { team: "crm" } }, asDeployer(connection));
      const properties = { name: "old", project: PROJECT, labels: { team: "crm" } };
      const old = { type: "gcp:pubsub/topic:Topic", name: "old", import: path("topics", "old"), properties };
      const imported = await stack.up(old);
      assert.equal(imported.code, 0, imported.printed);
      assert.deepEqual(imported.steps, ["import old"]);
      assert.deepEqual((await stack.up()).steps, ["delete old"]);
    },
  );

  await t.test("create, with every grant kept", async () => {
    const created = await stack.up(...resources());
    assert.equal(created.code, 0, created.printed);
    assert.equal(created.messages, "");
    const names = ["consumer", "crm", "dead", "events", "hr", "queue", "sales"];
    assert.deepEqual(
      [...created.steps].sort(),
      names.map((name) => `create ${name}`),
    );
    const policy = await readPolicy(connection, path("topics", "events"));
    for (const name of ["crm", "sales", "hr"])
      assert.ok(hasMember(policy, "roles/pubsub.publisher", member(name)), name);
  });

  await t.test("preview of the same program changes nothing, before and after a refresh", async () => {
    assert.deepEqual((await stack.preview(...resources())).steps, []);
    assert.deepEqual((await stack.refresh()).changed, []);
    assert.deepEqual((await stack.preview(...resources())).steps, []);
  });

  await t.test("update in place", async () => {
    const updated = await stack.up(...resources({ ackDeadline: 60, labels: { team: "sales" } }));
    assert.deepEqual([...updated.steps].sort(), ["update dead", "update events", "update queue"]);
    assert.deepEqual(updated.differing["queue"], ["ackDeadlineSeconds"]);
    const [found] = await subscriber.getSubscription(
      { subscription: path("subscriptions", "queue") },
      asDeployer(connection),
    );
    assert.equal(found.ackDeadlineSeconds, 60);
    assert.equal(found.deadLetterPolicy?.maxDeliveryAttempts, 5);
  });

  await t.test("a refresh drops what somebody deleted, and the next run brings it back", async () => {
    await subscriber.deleteSubscription({ subscription: path("subscriptions", "queue") }, asDeployer(connection));
    assert.deepEqual([...(await stack.refresh()).changed].sort(), ["delete consumer", "delete queue"]);
    const again = await stack.up(...resources({ ackDeadline: 60, labels: { team: "sales" } }));
    assert.deepEqual(again.steps, ["create queue", "create consumer"]);
  });

  await t.test("replace: a changed filter deletes the subscription first", async () => {
    const options = { ackDeadline: 60, labels: { team: "sales" }, filter: "sg" };
    const replaced = await stack.up(...resources(options));
    assert.equal(replaced.code, 0, replaced.printed);
    const ofQueue = replaced.steps.filter((step) => step.endsWith(" queue"));
    assert.deepEqual(ofQueue, ["delete-replaced queue", "replace queue", "create-replacement queue"]);
    const [found] = await subscriber.getSubscription(
      { subscription: path("subscriptions", "queue") },
      asDeployer(connection),
    );
    assert.equal(found.filter, 'attributes.country = "sg"');
  });

  await t.test("destroy", async () => {
    const destroyed = await stack.destroy();
    assert.equal(destroyed.code, 0, destroyed.printed);
    assert.deepEqual((await publisher.listTopics({ project: `projects/${PROJECT}` }, asDeployer(connection)))[0], []);
    const [left] = await subscriber.listSubscriptions({ project: `projects/${PROJECT}` }, asDeployer(connection));
    assert.deepEqual(left, []);
  });
});

test("the deployer of another project is refused to attach to a topic, until it is granted", async () => {
  const topic = path("topics", "attached");
  await publisher.createTopic({ name: topic }, asDeployer(connection));
  // The project comes into being while the emulator runs.
  const [project, email] = ["sales-local", "deployer@sales-local.iam.gserviceaccount.com"];
  const deployer = `serviceAccount:${email}`;
  await writeFile(projectsFile, JSON.stringify({ [project]: { number: "210987654321", deployer } }));
  const settings = { project, impersonateServiceAccount: email };
  const stack = await testStack("gcp", settings, { PUBSUB_EMULATOR_HOST: emulator.endpoint });
  const own = { name: "own", project };
  const feed = { name: "feed", project, topic };
  const made: readonly TestResource[] = [
    { type: "gcp:pubsub/topic:Topic", name: "own", properties: own },
    { type: "gcp:pubsub/subscription:Subscription", name: "feed", properties: feed, dependsOn: ["own"] },
  ];

  const refused = await stack.up(...made);
  assert.notEqual(refused.code, 0);
  assert.deepEqual(refused.steps, ["create own", "create feed"]);
  assert.match(refused.messages, /PERMISSION_DENIED.*deployer@sales-local\S* lacks pubsub\.topics\.attachSubscription/);

  await changeBindings(connection, topic, (bindings) => withMember(bindings, "roles/pubsub.subscriber", deployer));
  const attached = await stack.up(...made);
  assert.equal(attached.code, 0, attached.printed);
  assert.deepEqual(attached.steps, ["create feed"]);
  assert.deepEqual((await stack.refresh()).changed, []);

  const foreign = { name: "foreign", project: PROJECT };
  const elsewhere = await stack.up(...made, { type: "gcp:pubsub/topic:Topic", name: "foreign", properties: foreign });
  assert.match(elsewhere.messages, /lacks pubsub\.topics\.create on projects\/ar-local/);
  assert.equal((await stack.destroy()).code, 0);
  await publisher.deleteTopic({ topic }, asDeployer(connection));
});
