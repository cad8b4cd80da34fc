/** Keys, aliases and alarms: they live as every other type does, and an alarm tells its topic. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CloudWatchClient, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { canonicalJson } from "../../../backends/cloud-resource.ts";
import { awsConnection, rootOf } from "../../clients/aws-connection.ts";
import { startMinistack } from "../../emulators/ministack.ts";
import { stopServer } from "../../server.ts";
import type { Properties } from "../input-property.ts";
import { liveThrough } from "../test-support/lifecycle.ts";
import { startPlugin } from "../test-support/plugin.ts";

const [REGION, ACCOUNT] = ["eu-west-1", "111111111111"];
const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;

const folder = await mkdtemp(join(tmpdir(), "event-topology-aws-"));
const emulator = await startMinistack({ logFile: join(folder, "aws.log"), progress: () => undefined });
const { endpoint, certificateFile } = emulator;
const root = awsConnection({ endpoint, certificateFile, region: REGION, credentials: rootOf(ACCOUNT) });
const [kms, cloudWatch] = [new KMSClient(root), new CloudWatchClient(root)];
const sqs = new SQSClient({ ...root, useQueueUrlAsEndpoint: false });
after(async () => {
  for (const client of [kms, cloudWatch, sqs]) client.destroy();
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});
const plugin = await startPlugin("aws", { AWS_ENDPOINT_URL: endpoint, NODE_EXTRA_CA_CERTS: certificateFile });
await plugin.configure({ region: REGION, allowedAccountIds: JSON.stringify([ACCOUNT]) });

async function create(type: string, inputs: Properties) {
  return plugin.create(type, (await plugin.check(type, inputs)).inputs);
}

const keyPolicy = (sid: string) =>
  canonicalJson({
    Version: "2012-10-17",
    Statement: [{ Sid: sid, Effect: "Allow", Principal: { AWS: arn("iam", "root") }, Action: "kms:*", Resource: "*" }],
  }).replace(`:${REGION}:`, "::");

test("a key is changed in place, disabled and enabled, and at its end only scheduled for deletion", async () => {
  const full = {
    description: "events of crm",
    policy: keyPolicy("one"),
    enableKeyRotation: true,
    rotationPeriodInDays: 180,
    tags: { team: "crm" },
  };
  const end = await liveThrough(plugin, {
    type: KEY,
    id: "*",
    full,
    changed: { description: "all events", policy: keyPolicy("two"), isEnabled: false, tags: { owner: "crm" } },
  });
  await end();
  const { id } = await create(KEY, { description: "brief", deletionWindowInDays: 7 });
  const { inputs } = await plugin.read(KEY, id);
  await plugin.delete(KEY, id, { ...inputs, deletionWindowInDays: 7 });
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
  const days = ((KeyMetadata?.DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
  assert.equal(KeyMetadata?.KeyState, "PendingDeletion");
  assert.equal(Math.round(days), 7);
});

test("a key may be left to its defaults", async () => {
  const { id, outputs } = await create(KEY, {});
  assert.equal(outputs["arn"], arn("kms", `key/${id}`));
  const imported = await plugin.read(KEY, id);
  assert.equal(imported.inputs["isEnabled"], true);
  assert.equal(imported.inputs["customerMasterKeySpec"], "SYMMETRIC_DEFAULT");
});

test("an alias names a key by id or ARN and can be pointed at another", async () => {
  const [one, two] = [await create(KEY, {}), await create(KEY, {})];
  const end = await liveThrough(plugin, {
    type: ALIAS,
    id: "alias/events",
    full: { name: "alias/events", targetKeyId: one.id },
    changed: { name: "alias/events", targetKeyId: two.id },
  });
  await end();
  const named = { name: "alias/by-arn", targetKeyId: String(one.outputs["arn"]) };
  const { id, outputs } = await create(ALIAS, named);
  assert.deepEqual(
    (await plugin.read(ALIAS, id, { ...named, region: REGION })).inputs["targetKeyId"],
    named.targetKeyId,
  );
  assert.deepEqual([outputs["targetKeyArn"], outputs["arn"]], [named.targetKeyId, arn("kms", "alias/by-arn")]);
});

test("alarms of queues, topics and rules are stored as they are", async () => {
  const actions = { alarmActions: [arn("sns", "alarms")], okActions: [arn("sns", "alarms")] };
  const common = { evaluationPeriods: 1, period: 60, comparisonOperator: "GreaterThanThreshold", threshold: 0 };
  const alarms = [
    { namespace: "AWS/SQS", metricName: "ApproximateNumberOfMessagesVisible", dimensions: { QueueName: "q-dlq" } },
    { namespace: "AWS/SQS", metricName: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: "q" } },
    { namespace: "AWS/SNS", metricName: "NumberOfNotificationsFailed", dimensions: { TopicName: "t" } },
    { namespace: "AWS/Events", metricName: "FailedInvocations", dimensions: { EventBusName: "b", RuleName: "r" } },
  ];
  for (const [index, alarm] of alarms.entries()) {
    const name = `alarm-${index}`;
    const full = { name, ...alarm, ...common, ...actions, statistic: "Maximum", treatMissingData: "notBreaching" };
    const end = await liveThrough(plugin, {
      type: ALARM,
      id: name,
      full: { ...full, alarmDescription: "dead letters", datapointsToAlarm: 1, tags: { team: "crm" } },
      changed: { name, ...alarm, ...common, extendedStatistic: "p99", threshold: 300.5, tags: { owner: "crm" } },
    });
    await end();
  }
});

test("an alarm that goes off tells its topic", async () => {
  const topic = await create("aws:sns/topic:Topic", { name: "alarms" });
  const statement = {
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arn("sqs", "alarms"),
    Condition: { ArnEquals: { "aws:SourceArn": topic.id } },
  };
  const policy = canonicalJson({ Version: "2012-10-17", Statement: [statement] });
  const queue = await create("aws:sqs/queue:Queue", { name: "alarms", policy });
  await create("aws:sns/topicSubscription:TopicSubscription", {
    topic: topic.id,
    protocol: "sqs",
    endpoint: arn("sqs", "alarms"),
  });
  await create(ALARM, {
    name: "dead-letters",
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "q-dlq" },
    statistic: "Maximum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: "GreaterThanThreshold",
    alarmActions: [topic.id],
  });
  const state = { AlarmName: "dead-letters", StateValue: "ALARM", StateReason: "a dead letter" } as const;
  await cloudWatch.send(new SetAlarmStateCommand(state));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.id, WaitTimeSeconds: 2 }));
  const envelope = JSON.parse(Messages?.[0]?.Body ?? "{}") as { Message?: string };
  const said = JSON.parse(envelope.Message ?? "{}") as { AlarmName?: string; NewStateValue?: string };
  assert.deepEqual([said.AlarmName, said.NewStateValue], ["dead-letters", "ALARM"]);
});
