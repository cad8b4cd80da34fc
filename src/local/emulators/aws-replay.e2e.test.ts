/** Archives of buses and of FIFO topics, and what a replay brings back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  PutEventsCommand,
  StartReplayCommand,
  UpdateArchiveCommand,
} from "@aws-sdk/client-eventbridge";
import {
  DeleteTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { bodies, taken } from "./test-support/received.ts";
import { ACCOUNT, deliveryPolicy, REGION, startTestEmulator } from "./test-support/test-emulator.ts";

const world = await startTestEmulator([]);
const { sqs, sns, eventBridge } = world;
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const ruleArn = (bus: string, rule: string) => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${bus}/${rule}`;

async function fedBy(bus: string, rule: string, pattern: object) {
  const name = `${bus}-${rule}`;
  const Policy = deliveryPolicy("events", ruleArn(bus, rule), queueArn(name));
  const queue = await world.queue(name, { Policy });
  await world.rule(bus, rule, pattern, queue);
  return queue;
}

const emit = (bus: string, DetailType: string, message: unknown) => {
  const entry = { EventBusName: bus, Source: "crm", DetailType, Detail: JSON.stringify({ message }) };
  return eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
};

async function replayed(name: string, EventSourceArn: string, Arn: string, more: object = {}): Promise<void> {
  const [EventStartTime, EventEndTime] = [new Date(Date.now() - 60_000), new Date(Date.now() + 1000)];
  const Destination = { Arn, ...more };
  const command = { ReplayName: name, EventSourceArn, Destination, EventStartTime, EventEndTime };
  await eventBridge.send(new StartReplayCommand(command));
  for (let state = ""; state !== "COMPLETED"; await sleep(20))
    state = (await eventBridge.send(new DescribeReplayCommand({ ReplayName: name }))).State ?? "";
}

test("an archive keeps what its pattern says; a replay brings it to the rules of the bus, or to those it names", async () => {
  const bus = await world.bus("kept");
  const [first, second] = [
    await fedBy("kept", "first", { source: ["crm"] }),
    await fedBy("kept", "second", { source: ["crm"], "detail-type": ["A"] }),
  ];
  const archive = { ArchiveName: "archive", EventPattern: JSON.stringify({ source: ["crm"] }), RetentionDays: 7 };
  const { ArchiveArn } = await eventBridge.send(new CreateArchiveCommand({ ...archive, EventSourceArn: bus }));
  assert.ok(ArchiveArn);
  await emit("kept", "A", 1);
  await emit("kept", "B", 2);
  for (const queue of [first, second]) await taken(sqs, queue);

  const late = await fedBy("kept", "late", { source: ["crm"], "detail-type": ["B"] });
  await replayed("to-all", ArchiveArn, bus);
  assert.deepEqual([...bodies(await taken(sqs, first))].sort(), ["1", "2"]);
  assert.deepEqual(bodies(await taken(sqs, second)), ["1"]);
  assert.deepEqual(bodies(await taken(sqs, late)), ["2"]);

  await replayed("to-one", ArchiveArn, bus, { FilterArns: [ruleArn("kept", "late")] });
  assert.deepEqual(bodies(await taken(sqs, late)), ["2"]);
  for (const queue of [first, second]) assert.deepEqual(bodies(await taken(sqs, queue, 0)), []);

  const described = await eventBridge.send(new DescribeArchiveCommand({ ArchiveName: "archive" }));
  assert.deepEqual([described.EventCount, described.RetentionDays], [2, 7]);
  const EventPattern = JSON.stringify({ "detail-type": ["A"] });
  await eventBridge.send(new UpdateArchiveCommand({ ArchiveName: "archive", EventPattern, RetentionDays: 1 }));
  await emit("kept", "B", 3);
  const updated = await eventBridge.send(new DescribeArchiveCommand({ ArchiveName: "archive" }));
  assert.deepEqual([updated.EventCount, updated.RetentionDays], [2, 1]);
  const nonsense = { ReplayName: "n", EventSourceArn: ArchiveArn, Destination: { Arn: bus } };
  const [later, earlier] = [new Date(), new Date(Date.now() - 1000)];
  await assert.rejects(
    eventBridge.send(new StartReplayCommand({ ...nonsense, EventStartTime: later, EventEndTime: earlier })),
    /EventEndTime must be greater than EventStartTime/,
  );
  await eventBridge.send(new DeleteArchiveCommand({ ArchiveName: "archive" }));
  await assert.rejects(eventBridge.send(new DescribeArchiveCommand({ ArchiveName: "archive" })), {
    name: "ResourceNotFoundException",
  });
});

test("a FIFO topic with an archive brings what was published to a new subscription, in order and filtered", async () => {
  const topicArn = await world.topic("archived.fifo", {
    FifoTopic: "true",
    ContentBasedDeduplication: "true",
    ArchivePolicy: JSON.stringify({ MessageRetentionPeriod: "30" }),
  });
  const before = new Date(Date.now() - 1000).toISOString();
  const publish = (Message: string, country: string) => {
    const MessageAttributes = { country: { DataType: "String", StringValue: country } };
    return sns.send(new PublishCommand({ TopicArn: topicArn, Message, MessageGroupId: "g", MessageAttributes }));
  };
  for (const [message, country] of [
    ["1", "th"],
    ["2", "us"],
    ["3", "th"],
  ] as const)
    await publish(message, country);

  const Policy = deliveryPolicy("sns", topicArn, queueArn("late.fifo"));
  const queue = await world.queue("late.fifo", { FifoQueue: "true", Policy });
  const ReplayPolicy = JSON.stringify({ PointType: "Timestamp", StartingPoint: before });
  const FilterPolicy = JSON.stringify({ country: ["th"] });
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: "sqs",
      Endpoint: queue.queueArn,
      Attributes: { RawMessageDelivery: "true", FilterPolicy, ReplayPolicy },
      ReturnSubscriptionArn: true,
    }),
  );
  await publish("4", "th");
  assert.deepEqual(bodies(await taken(sqs, queue)), ["1", "3", "4"]);

  const set = (AttributeValue: string) =>
    sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName: "ReplayPolicy", AttributeValue }));
  await assert.rejects(set(JSON.stringify({ PointType: "Timestamp", StartingPoint: "soon" })), /ISO 8601/);
  await set(ReplayPolicy);
  assert.deepEqual(bodies(await taken(sqs, queue, 0)), [], "a FIFO queue drops what it had within five minutes");
});

test("an archive is for FIFO topics, of at most a year, and its topic cannot be deleted", async () => {
  const policy = (days: number) => ({ ArchivePolicy: JSON.stringify({ MessageRetentionPeriod: String(days) }) });
  await assert.rejects(world.topic("standard", policy(1)), /ArchivePolicy Reason: the topic is not FIFO/);
  await assert.rejects(world.topic("long.fifo", { FifoTopic: "true", ...policy(366) }), /from 1 to 365 days/);
  const TopicArn = await world.topic("guarded.fifo", { FifoTopic: "true", ...policy(1) });
  await assert.rejects(sns.send(new DeleteTopicCommand({ TopicArn })), /Cannot delete a topic with an ArchivePolicy/);
  const none = { TopicArn, AttributeName: "ArchivePolicy", AttributeValue: "{}" };
  await sns.send(new SetTopicAttributesCommand(none));
  await sns.send(new DeleteTopicCommand({ TopicArn }));
});
