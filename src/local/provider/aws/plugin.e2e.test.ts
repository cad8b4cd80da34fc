import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { canonicalJson } from "../../../backends/cloud-resource.ts";
import { createRoles } from "../../emulators/aws-roles.ts";
import { startMinistack } from "../../emulators/ministack.ts";
import { stopServer } from "../../server.ts";
import type { Properties } from "../input-property.ts";
import { type Life, liveThrough } from "../test-support/lifecycle.ts";
import { startPlugin } from "../test-support/plugin.ts";

const REGION = "eu-west-1";
const ACCOUNT = "111111111111";
const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const url = (name: string) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
const policy = (action: string, resource: string, sid: string) =>
  canonicalJson({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: sid,
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: action,
        Resource: resource,
      },
    ],
  });
const identityPolicy = (action: string) =>
  canonicalJson({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: arn("sns", "t") }] });
const trust = (sid: string) =>
  canonicalJson({
    Version: "2012-10-17",
    Statement: [
      { Sid: sid, Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  });

const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

/** In the order of their dependence; deleted in the reverse order. */
const LIVES: readonly Life[] = [
  {
    type: QUEUE,
    id: url("dead"),
    full: {
      name: "dead",
      messageRetentionSeconds: 1_209_600,
      kmsMasterKeyId: "alias/one",
      redriveAllowPolicy: canonicalJson({ redrivePermission: "denyAll" }),
      tags: { team: "crm" },
    },
    changed: {
      name: "dead",
      kmsMasterKeyId: "alias/two",
      // The next one, which is not there yet.
      redriveAllowPolicy: canonicalJson({ redrivePermission: "byQueue", sourceQueueArns: [arn("sqs", "main")] }),
      tags: { event: "x" },
    },
  },
  {
    type: QUEUE,
    id: url("main"),
    full: {
      name: "main",
      visibilityTimeoutSeconds: 40,
      messageRetentionSeconds: 600,
      delaySeconds: 1,
      receiveWaitTimeSeconds: 20,
      maxMessageSize: 1_048_576,
      sqsManagedSseEnabled: true,
      policy: policy("sqs:SendMessage", arn("sqs", "main"), "one"),
      redrivePolicy: canonicalJson({ deadLetterTargetArn: arn("sqs", "dead"), maxReceiveCount: 5 }),
    },
    changed: {
      name: "main",
      visibilityTimeoutSeconds: 50,
      policy: policy("sqs:SendMessage", arn("sqs", "main"), "two"),
      tags: { team: "crm" },
    },
  },
  {
    type: QUEUE,
    id: url("main.fifo"),
    full: {
      name: "main.fifo",
      fifoQueue: true,
      contentBasedDeduplication: true,
      deduplicationScope: "messageGroup",
      fifoThroughputLimit: "perMessageGroupId",
      kmsMasterKeyId: "alias/one",
      kmsDataKeyReusePeriodSeconds: 600,
    },
    changed: { name: "main.fifo", fifoQueue: true, deduplicationScope: "queue", fifoThroughputLimit: "perQueue" },
  },
  {
    type: TOPIC,
    id: arn("sns", "t"),
    full: { name: "t", displayName: "T", kmsMasterKeyId: "alias/aws/sns", tags: { team: "crm", event: "t" } },
    changed: { name: "t", tags: { team: "crm" } },
  },
  {
    type: TOPIC,
    id: arn("sns", "t.fifo"),
    full: {
      name: "t.fifo",
      fifoTopic: true,
      contentBasedDeduplication: true,
      fifoThroughputScope: "MessageGroup",
      archivePolicy: canonicalJson({ MessageRetentionPeriod: "30" }),
      kmsMasterKeyId: "alias/one",
      tracingConfig: "PassThrough",
      signatureVersion: 2,
    },
    changed: { name: "t.fifo", fifoTopic: true, fifoThroughputScope: "Topic", signatureVersion: 1 },
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    id: arn("sns", "t"),
    full: { arn: arn("sns", "t"), policy: policy("sns:Publish", arn("sns", "t"), "one") },
    changed: { arn: arn("sns", "t"), policy: policy("sns:Publish", arn("sns", "t"), "two") },
    remains: true,
  },
  {
    type: SUBSCRIPTION,
    id: `${arn("sns", "t")}:*`,
    full: {
      topic: arn("sns", "t"),
      protocol: "sqs",
      endpoint: arn("sqs", "main"),
      rawMessageDelivery: true,
      filterPolicy: canonicalJson({ country: ["th", "sg"] }),
      filterPolicyScope: "MessageAttributes",
      redrivePolicy: canonicalJson({ deadLetterTargetArn: arn("sqs", "dead") }),
    },
    changed: {
      topic: arn("sns", "t"),
      protocol: "sqs",
      endpoint: arn("sqs", "main"),
      rawMessageDelivery: false,
      filterPolicy: canonicalJson({ topic: ["T"], data: { country: ["th"] } }),
      filterPolicyScope: "MessageBody",
    },
  },
  {
    type: SUBSCRIPTION,
    id: `${arn("sns", "t.fifo")}:*`,
    full: { topic: arn("sns", "t.fifo"), protocol: "sqs", endpoint: arn("sqs", "main.fifo") },
    changed: undefined,
  },
  {
    type: "aws:cloudwatch/eventBus:EventBus",
    id: "bus",
    full: {
      name: "bus",
      description: "events of crm",
      kmsKeyIdentifier: "alias/bus",
      deadLetterConfig: { arn: arn("sqs", "dead") },
      tags: { team: "crm" },
    },
    changed: { name: "bus", description: "all events", tags: { owner: "crm" } },
  },
  {
    type: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    id: "bus",
    full: { eventBusName: "bus", policy: policy("events:PutEvents", arn("events", "event-bus/bus"), "one") },
    changed: { eventBusName: "bus", policy: policy("events:PutEvents", arn("events", "event-bus/bus"), "two") },
  },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    id: "bus/rule",
    full: {
      name: "rule",
      eventBusName: "bus",
      eventPattern: canonicalJson({ source: ["ar.crm"], "detail-type": ["A"] }),
      description: "feeds main",
      state: "ENABLED",
      tags: { team: "crm" },
    },
    changed: { name: "rule", eventBusName: "bus", eventPattern: canonicalJson({ source: ["x"] }), state: "DISABLED" },
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    id: "bus-rule-queue",
    importId: "bus/rule/queue",
    full: {
      rule: "rule",
      eventBusName: "bus",
      targetId: "queue",
      arn: arn("sqs", "main"),
      inputPath: "$.detail.message",
      deadLetterConfig: { arn: arn("sqs", "dead") },
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
    },
    changed: {
      rule: "rule",
      eventBusName: "bus",
      targetId: "queue",
      arn: arn("sqs", "main.fifo"),
      inputTransformer: { inputPaths: { data: "$.detail" }, inputTemplate: '{"data": <data>}' },
      sqsTarget: { messageGroupId: "g" },
    },
  },
  {
    type: "aws:cloudwatch/eventArchive:EventArchive",
    id: "kept",
    full: {
      name: "kept",
      eventSourceArn: arn("events", "event-bus/bus"),
      description: "for replays",
      eventPattern: canonicalJson({ source: ["ar.crm"] }),
      retentionDays: 30,
      kmsKeyIdentifier: "alias/bus",
    },
    changed: { name: "kept", eventSourceArn: arn("events", "event-bus/bus"), retentionDays: 7 },
  },
  {
    type: "aws:iam/role:Role",
    id: "delivery",
    full: {
      name: "delivery",
      path: "/events/",
      assumeRolePolicy: trust("one"),
      tags: { team: "crm" },
    },
    changed: { name: "delivery", path: "/events/", assumeRolePolicy: trust("two"), tags: { queue: "q" } },
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    id: "crm:publish",
    full: { role: "crm", name: "publish", policy: identityPolicy("sns:Publish") },
    changed: { role: "crm", name: "publish", policy: identityPolicy("sns:*") },
  },
];

const folder = await mkdtemp(join(tmpdir(), "event-topology-aws-"));
const emulator = await startMinistack({ logFile: join(folder, "aws.log"), progress: () => undefined });
after(async () => {
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});
const { endpoint, certificateFile } = emulator;
await createRoles({ endpoint, certificateFile, region: REGION, roleArns: [`arn:aws:iam::${ACCOUNT}:role/crm`] });
const plugin = await startPlugin("aws", { AWS_ENDPOINT_URL: endpoint, NODE_EXTRA_CA_CERTS: certificateFile });
await plugin.configure({ region: REGION, allowedAccountIds: JSON.stringify([ACCOUNT]) });

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

test("a topic that exists is taken over with the same settings and refused with other ones", async () => {
  const { id } = await create(TOPIC, { name: "twice", tags: { team: "crm" } });
  assert.equal((await create(TOPIC, { name: "twice", tags: { team: "crm" } })).id, id);
  const refused = /^aws:sns\/topic:Topic twice: Topic already exists with different attributes or tags$/;
  await assert.rejects(create(TOPIC, { name: "twice", tags: { team: "other" } }), { message: refused });
  await assert.rejects(create(TOPIC, { name: "twice", kmsMasterKeyId: "alias/x", tags: { team: "crm" } }), {
    message: refused,
  });
});

test("a queue that exists is refused with other settings, in the emulator's words", async () => {
  await create(QUEUE, { name: "twice" });
  await create(QUEUE, { name: "twice" });
  await assert.rejects(create(QUEUE, { name: "twice", visibilityTimeoutSeconds: 31 }), {
    message: /^aws:sqs\/queue:Queue twice: QueueNameExists: .*VisibilityTimeout$/,
  });
});

test("a subscription that exists is refused with other settings", async () => {
  await create(TOPIC, { name: "source" });
  await create(QUEUE, { name: "sink" });
  const inputs = { topic: arn("sns", "source"), protocol: "sqs", endpoint: arn("sqs", "sink") };
  const { id } = await create(SUBSCRIPTION, inputs);
  assert.equal((await create(SUBSCRIPTION, inputs)).id, id);
  await assert.rejects(create(SUBSCRIPTION, { ...inputs, rawMessageDelivery: true }), {
    message: /Subscription already exists with different attributes$/,
  });
});

test("a replay is asked for at the creation or later, and ended by its removal", async () => {
  const archivePolicy = canonicalJson({ MessageRetentionPeriod: "1" });
  const topic = { name: "past.fifo", fifoTopic: true, contentBasedDeduplication: true, archivePolicy };
  const made = await create(TOPIC, topic);
  await create(QUEUE, { name: "past.fifo", fifoQueue: true });
  const inputs = { topic: made.id, protocol: "sqs", endpoint: arn("sqs", "past.fifo") };
  const replayPolicy = canonicalJson({ PointType: "Timestamp", StartingPoint: "2026-01-01T00:00:00.000Z" });
  const { id } = await create(SUBSCRIPTION, { ...inputs, replayPolicy });
  const held = async () => (await plugin.read(SUBSCRIPTION, id)).inputs["replayPolicy"];
  assert.equal(await held(), replayPolicy);
  const checked = await plugin.check(SUBSCRIPTION, inputs);
  await plugin.update(SUBSCRIPTION, id, { ...checked.inputs, replayPolicy }, checked.inputs);
  assert.equal(await held(), undefined);
  await assert.rejects(plugin.delete(TOPIC, made.id, made.outputs), /Cannot delete a topic with an ArchivePolicy/);
});

test("what was left out of the program stays as the cloud has it", async () => {
  const kept = {
    policy: policy("sqs:SendMessage", arn("sqs", "keeps"), "one"),
    redriveAllowPolicy: canonicalJson({ redrivePermission: "denyAll" }),
    redrivePolicy: canonicalJson({ deadLetterTargetArn: arn("sqs", "keeps-dlq"), maxReceiveCount: 5 }),
  };
  await create(QUEUE, { name: "keeps-dlq" });
  const { id } = await create(QUEUE, { name: "keeps", ...kept });
  const [olds, news] = [
    (await plugin.check(QUEUE, { name: "keeps", ...kept })).inputs,
    (await plugin.check(QUEUE, { name: "keeps", visibilityTimeoutSeconds: 60 })).inputs,
  ];
  await plugin.update(QUEUE, id, olds, news);
  const { inputs } = await plugin.read(QUEUE, id);
  const found = Object.fromEntries(Object.keys(kept).map((key) => [key, inputs[key]]));
  assert.deepEqual([found, inputs["visibilityTimeoutSeconds"]], [kept, 60]);
});

test("a bus that exists is refused, and a policy for one that does not", async () => {
  await create("aws:cloudwatch/eventBus:EventBus", { name: "twice" });
  await assert.rejects(create("aws:cloudwatch/eventBus:EventBus", { name: "twice" }), {
    message: /EventBus twice: ResourceAlreadyExistsException/,
  });
  await assert.rejects(
    create("aws:cloudwatch/eventBusPolicy:EventBusPolicy", {
      eventBusName: "none",
      policy: policy("events:PutEvents", arn("events", "event-bus/none"), "one"),
    }),
    { message: /ResourceNotFoundException/ },
  );
});

test("resources of another region are made there", async () => {
  const { id, outputs } = await create(QUEUE, { name: "far", region: "us-east-1" });
  assert.equal(id, `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/far`);
  assert.equal(outputs["arn"], `arn:aws:sqs:us-east-1:${ACCOUNT}:far`);
  assert.equal((await plugin.read(QUEUE, url("far"))).id, "");
});

test("without what it needs, the provider says what is missing", async () => {
  const other = await startPlugin("aws", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" });
  await assert.rejects(other.configure({ allowedAccountIds: JSON.stringify([ACCOUNT]) }), { message: /"region"/ });
  await assert.rejects(other.configure({ region: REGION }), { message: /"allowedAccountIds"/ });
  const lost = await startPlugin("aws", { AWS_ENDPOINT_URL: "" });
  await assert.rejects(lost.configure({ region: REGION }), { message: /AWS_ENDPOINT_URL/ });
});

test("an emulator that is gone is named as the reason", async () => {
  const other = await startPlugin("aws", { AWS_ENDPOINT_URL: "http://127.0.0.1:1" });
  await other.configure({ region: REGION, allowedAccountIds: JSON.stringify([ACCOUNT]) });
  const { inputs } = await other.check(QUEUE, { name: "main" });
  await assert.rejects(other.create(QUEUE, inputs), { message: /^aws:sqs\/queue:Queue main: .*ECONNREFUSED/ });
});
