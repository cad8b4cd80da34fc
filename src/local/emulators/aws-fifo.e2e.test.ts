/** FIFO topics and queues: order within a message group, deduplication, dead letters, what cannot be delivered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { PublishBatchCommand, PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { SendMessageCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { bodies, deleted, depth, received, returned, taken } from "./test-support/received.ts";
import { ACCOUNT, deliveryPolicy, REGION, type SqsQueue, startTestEmulator } from "./test-support/test-emulator.ts";

const world = await startTestEmulator([]);
const { sqs, sns, eventBridge } = world;
const FIFO = { FifoQueue: "true" };
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;

const fed = (name: string, topicArn: string, more: Record<string, string> = {}): Promise<SqsQueue> =>
  world.queue(name, { Policy: deliveryPolicy("sns", topicArn, queueArn(name)), ...more });

async function publish(TopicArn: string, group: string, ...messages: readonly string[]): Promise<void> {
  for (const Message of messages) await sns.send(new PublishCommand({ TopicArn, Message, MessageGroupId: group }));
}

test("a FIFO topic brings each message group in order to a FIFO queue and copies to a standard one", async () => {
  const topicArn = await world.topic("orders.fifo", { FifoTopic: "true", ContentBasedDeduplication: "true" });
  const [ordered, loose] = [await fed("ordered.fifo", topicArn, FIFO), await fed("loose", topicArn)];
  for (const queue of [ordered, loose]) await world.subscribe(topicArn, queue);
  await publish(topicArn, "a", "a1", "a2");
  await publish(topicArn, "b", "b1");
  await publish(topicArn, "a", "a3", "a1");

  const first = await received(sqs, ordered);
  assert.deepEqual(bodies(first), ["a1", "a2", "b1", "a3"]);
  assert.deepEqual(
    first.map(({ Attributes }) => Attributes?.MessageGroupId),
    ["a", "a", "b", "a"],
  );
  const numbers = first.map(({ Attributes }) => Attributes?.SequenceNumber ?? "");
  assert.deepEqual(numbers, [...numbers].sort());
  assert.deepEqual(new Set(bodies(await taken(sqs, loose))), new Set(["a1", "a2", "b1", "a3"]));
});

test("a group waits while a message of it is in flight; other groups go on", async () => {
  const queue = await world.queue("waiting.fifo", { ...FIFO, ContentBasedDeduplication: "true" });
  const send = (group: string, MessageBody: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody, MessageGroupId: group }));
  await send("a", "a1");
  const [a1] = await received(sqs, queue);
  assert.ok(a1);
  await send("a", "a2");
  await send("b", "b1");
  assert.deepEqual(await depth(sqs, queue), [2, 1, 0]);
  const [b1, ...none] = await received(sqs, queue);
  assert.equal(b1?.Body, "b1");
  assert.deepEqual(none, []);
  assert.deepEqual(bodies(await received(sqs, queue, 0)), []);
  await returned(sqs, queue, a1);
  const again = await received(sqs, queue);
  assert.deepEqual(bodies(again), ["a1", "a2"]);
  for (const message of again) await deleted(sqs, queue, message);
  assert.deepEqual(await depth(sqs, queue), [0, 1, 0]);
});

test("a poison message goes to the FIFO dead-letter queue, and the order of the rest of its group stands", async () => {
  const dead = await world.queue("poison-dlq.fifo", FIFO);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 2 });
  const topicArn = await world.topic("poison.fifo", { FifoTopic: "true", ContentBasedDeduplication: "true" });
  const queue = await fed("poison.fifo", topicArn, { ...FIFO, RedrivePolicy });
  await world.subscribe(topicArn, queue);
  await publish(topicArn, "a", "bad", "a2", "a3");
  for (let attempt = 1; attempt <= 2; attempt++) {
    const all = await received(sqs, queue);
    assert.deepEqual(bodies(all), ["bad", "a2", "a3"]);
    // The consumer stops at the first of the group that fails, as it must to keep the order.
    for (const message of all.toReversed()) await returned(sqs, queue, message);
    if (attempt === 1) for (const each of all) assert.equal(each.Attributes?.ApproximateReceiveCount, "1");
  }
  // Two receives were two for all three: they all are dead letters, in order.
  assert.deepEqual(bodies(await received(sqs, queue, 0)), []);
  const letters = await received(sqs, dead);
  assert.deepEqual(bodies(letters), ["bad", "a2", "a3"]);
  for (const { MessageId, Attributes } of letters) {
    assert.equal(Attributes?.MessageGroupId, "a");
    assert.equal(Attributes?.MessageDeduplicationId, MessageId);
    assert.equal(Attributes?.DeadLetterQueueSourceArn, queue.queueArn);
  }
});

test("only the failing message becomes a dead letter when its consumer takes one at a time", async () => {
  const dead = await world.queue("single-dlq.fifo", FIFO);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 1 });
  const queue = await world.queue("single.fifo", { ...FIFO, ContentBasedDeduplication: "true", RedrivePolicy });
  for (const MessageBody of ["bad"])
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody, MessageGroupId: "a" }));
  const [bad] = await received(sqs, queue);
  for (const MessageBody of ["a2", "a3"])
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody, MessageGroupId: "a" }));
  assert.deepEqual(bodies(await received(sqs, queue, 0)), []);
  assert.ok(bad);
  await returned(sqs, queue, bad);
  assert.deepEqual(bodies(await taken(sqs, queue)), ["a2", "a3"]);
  assert.deepEqual(bodies(await taken(sqs, dead)), ["bad"]);
});

test("deduplication holds for the whole topic, or for each group where its scope says so", async () => {
  const batch = (TopicArn: string) =>
    new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: ["a", "b", "a"].map((MessageGroupId, index) => ({
        Id: `e${index}`,
        Message: "from a batch",
        MessageGroupId,
      })),
    });
  for (const [scope, expected] of [
    ["Topic", ["same", "from a batch"]],
    ["MessageGroup", ["same", "same", "from a batch", "from a batch"]],
  ] as const) {
    const topicArn = await world.topic(`${scope}.fifo`, {
      FifoTopic: "true",
      ContentBasedDeduplication: "true",
      FifoThroughputScope: scope,
    });
    const perGroup = { DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" };
    const queue = await fed(`${scope}.fifo`, topicArn, { ...FIFO, ...perGroup });
    await world.subscribe(topicArn, queue);
    for (const group of ["a", "b", "a"]) await publish(topicArn, group, "same");
    const { Successful, Failed } = await sns.send(batch(topicArn));
    assert.deepEqual([Successful?.length, Failed?.length ?? 0], [3, 0]);
    assert.deepEqual(bodies(await taken(sqs, queue)), expected, scope);
  }
});

test("what a FIFO queue refuses goes to the FIFO undeliverable queue, in order and with its group", async () => {
  const topicArn = await world.topic("lost.fifo", { FifoTopic: "true", ContentBasedDeduplication: "true" });
  const refusing = await world.queue("refusing.fifo", FIFO);
  const undeliverable = await fed("undeliverable.fifo", topicArn, FIFO);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: undeliverable.queueArn });
  await world.subscribe(topicArn, refusing, { RedrivePolicy });
  await publish(topicArn, "a", "a1", "a2");
  const kept = await taken(sqs, undeliverable);
  assert.deepEqual(bodies(kept), ["a1", "a2"]);
  assert.deepEqual(new Set(kept.map(({ Attributes }) => Attributes?.MessageGroupId)), new Set(["a"]));
});

test("a standard topic takes no FIFO queue, and queues of both types are no dead-letter queues for each other", async () => {
  const topicArn = await world.topic("standard");
  const fifo = await world.queue("alone.fifo", FIFO);
  const subscribe = new SubscribeCommand({ TopicArn: topicArn, Protocol: "sqs", Endpoint: fifo.queueArn });
  await assert.rejects(sns.send(subscribe), /FIFO SQS Queues can not be subscribed to standard SNS topics/);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: fifo.queueArn, maxReceiveCount: 1 });
  await assert.rejects(world.queue("mixed", { RedrivePolicy }), /must be same type of queue as the source/);
  const plain = await world.queue("plain");
  const Attributes = { RedrivePolicy };
  await assert.rejects(
    sqs.send(new SetQueueAttributesCommand({ QueueUrl: plain.queueUrl, Attributes })),
    /must be same type of queue as the source/,
  );
});

test("a rule's target that is a FIFO queue names its group; without deduplication nothing is delivered", async () => {
  await world.bus("fifo-bus");
  const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/fifo-bus/r`;
  const policyFor = (name: string) => ({ Policy: deliveryPolicy("events", ruleArn, queueArn(name)) });
  const queue = await world.queue("target.fifo", { ...FIFO, ...policyFor("target.fifo") });
  const undeliverable = await world.queue("target-lost", policyFor("target-lost"));
  const EventPattern = JSON.stringify({ source: ["crm"] });
  await eventBridge.send(new PutRuleCommand({ Name: "r", EventBusName: "fifo-bus", EventPattern }));
  const put = (more: object) => {
    const target = { Id: "q", Arn: queue.queueArn, DeadLetterConfig: { Arn: undeliverable.queueArn }, ...more };
    return eventBridge.send(new PutTargetsCommand({ Rule: "r", EventBusName: "fifo-bus", Targets: [target] }));
  };
  await assert.rejects(put({}), /MessageGroupId must be specified for target: q/);
  await put({ SqsParameters: { MessageGroupId: "g" }, InputPath: "$.detail" });
  const emit = (n: number) => {
    const entry = { EventBusName: "fifo-bus", Source: "crm", DetailType: "A", Detail: JSON.stringify({ n }) };
    return eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
  };
  await emit(1);
  const [lost] = await taken(sqs, undeliverable);
  assert.equal(lost?.MessageAttributes?.["ERROR_CODE"]?.StringValue, "INVALID_PARAMETER");
  const Attributes = { ContentBasedDeduplication: "true" };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.queueUrl, Attributes }));
  for (const n of [1, 2, 2, 3]) await emit(n);
  assert.deepEqual(bodies(await taken(sqs, queue)), ['{"n": 1}', '{"n": 2}', '{"n": 3}']);
});
