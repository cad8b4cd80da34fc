/** Delay, size, visibility, retention, depth and dead-letter queue redrive. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand } from "@aws-sdk/client-sns";
import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { awsConnection } from "../clients/aws-connection.ts";
import { assumeRole } from "../clients/aws-session.ts";
import { bodies, depth, received, returned, taken } from "./test-support/received.ts";
import {
  ACCOUNT,
  deliveryPolicy,
  REGION,
  roleArn,
  type SqsQueue,
  startTestEmulator,
} from "./test-support/test-emulator.ts";

const world = await startTestEmulator(["marketing"]);
const { sqs, sns, eventBridge } = world;
const KIB = 1024;
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const send = (queue: SqsQueue, MessageBody: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody, ...more }));

test("a delay holds back what is sent and what a topic delivers; the depth tells it", async () => {
  const topicArn = await world.topic("DELAYED");
  const Policy = deliveryPolicy("sns", topicArn, queueArn("DELAYED"));
  const queue = await world.queue("DELAYED", { Policy, DelaySeconds: "2" });
  await world.subscribe(topicArn, queue);
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: "from the topic" }));
  await send(queue, "sent");
  await send(queue, "at once", { DelaySeconds: 0 });
  assert.deepEqual(await depth(sqs, queue), [1, 0, 2]);
  assert.deepEqual(bodies(await received(sqs, queue, 0)), ["at once"]);
  assert.deepEqual(await depth(sqs, queue), [0, 1, 2]);
  await sleep(2000);
  assert.deepEqual(await depth(sqs, queue), [2, 1, 0]);
  assert.deepEqual(new Set(bodies(await received(sqs, queue))), new Set(["from the topic", "sent"]));
});

test("a message in flight comes back after the visibility timeout, not before", async () => {
  const queue = await world.queue("VISIBILITY", { VisibilityTimeout: "2" });
  await send(queue, "again");
  assert.equal((await received(sqs, queue)).length, 1);
  assert.deepEqual(await received(sqs, queue, 1), []);
  const [again] = await received(sqs, queue, 3);
  assert.equal(again?.Attributes?.ApproximateReceiveCount, "2");
});

test("too large is refused: the body with its attributes counts", async () => {
  const queue = await world.queue("SMALL", { MaximumMessageSize: String(KIB) });
  await send(queue, "x".repeat(KIB));
  await assert.rejects(send(queue, "x".repeat(KIB + 1)), /must be shorter than 1024 bytes/);
  const attribute = { a: { DataType: "String", StringValue: "b" } };
  await assert.rejects(send(queue, "x".repeat(KIB), { MessageAttributes: attribute }), /must be shorter than 1024/);
});

test("what is too large for a queue goes to the undeliverable queue of the subscription or of the target", async () => {
  const [large, small] = ["x".repeat(2 * KIB), "x"];
  const topicArn = await world.topic("LARGE");
  const feed = (name: string, more = {}) =>
    world.queue(name, { Policy: deliveryPolicy("sns", topicArn, queueArn(name)), ...more });
  const queue = await feed("LIMITED", { MaximumMessageSize: String(KIB) });
  const lost = await feed("TOO-LARGE");
  await world.subscribe(topicArn, queue, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: lost.queueArn }) });
  for (const Message of [large, small]) await sns.send(new PublishCommand({ TopicArn: topicArn, Message }));
  assert.deepEqual(bodies(await taken(sqs, queue)), [small]);
  assert.deepEqual(bodies(await taken(sqs, lost)), [large]);

  await world.bus("large");
  const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/large/r`;
  const target = (name: string, more = {}) =>
    world.queue(name, { Policy: deliveryPolicy("events", ruleArn, queueArn(name)), ...more });
  const limited = await target("LIMITED-TARGET", { MaximumMessageSize: String(KIB) });
  const undeliverable = await target("TOO-LARGE-TARGET");
  await world.rule("large", "r", { source: ["crm"] }, limited, undeliverable);
  for (const message of [large, small]) {
    const entry = { EventBusName: "large", Source: "crm", DetailType: "A", Detail: JSON.stringify({ message }) };
    await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
  }
  assert.deepEqual(bodies(await taken(sqs, limited)), [JSON.stringify(small)]);
  const [kept, ...none] = await taken(sqs, undeliverable);
  assert.equal(none.length, 0);
  assert.equal((JSON.parse(kept?.Body ?? "{}") as { detail?: { message?: string } }).detail?.message, large);
});

test("raw delivery of more than ten attributes does not reach the queue", async () => {
  const topicArn = await world.topic("ATTRIBUTES");
  const feed = (name: string) => world.queue(name, { Policy: deliveryPolicy("sns", topicArn, queueArn(name)) });
  const [queue, lost] = [await feed("TEN"), await feed("ELEVEN")];
  await world.subscribe(topicArn, queue, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: lost.queueArn }) });
  for (const count of [10, 11]) {
    const names = Array.from({ length: count }, (_, index) => `a${index}`);
    const MessageAttributes = Object.fromEntries(names.map((name) => [name, { DataType: "String", StringValue: "x" }]));
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: String(count), MessageAttributes }));
  }
  assert.deepEqual(bodies(await taken(sqs, queue)), ["10"]);
  assert.equal((await depth(sqs, lost))[0], 0, "the undeliverable queue takes no more attributes than any other");
});

test("a retention below a minute is refused, and what is younger stays", async () => {
  const queue = await world.queue("YOUNG", { MessageRetentionPeriod: "60" });
  await assert.rejects(world.queue("TOO-SHORT", { MessageRetentionPeriod: "59" }), /MessageRetentionPeriod/);
  await send(queue, "young");
  assert.deepEqual(await depth(sqs, queue), [1, 0, 0]);
});

/** A queue whose messages are all in its dead-letter queue. */
async function withDeadLetters(name: string, letters: readonly string[], isFifo = false) {
  const suffix = isFifo ? ".fifo" : "";
  const type = isFifo ? { FifoQueue: "true", ContentBasedDeduplication: "true" } : {};
  const dead = await world.queue(`${name}-dlq${suffix}`, isFifo ? { FifoQueue: "true" } : {});
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 1 });
  const queue = await world.queue(`${name}${suffix}`, { ...type, RedrivePolicy });
  for (const letter of letters) await send(queue, letter, isFifo ? { MessageGroupId: "g" } : {});
  for (const message of await received(sqs, queue)) await returned(sqs, queue, message);
  assert.deepEqual(await received(sqs, queue, 0), []);
  return { queue, dead };
}

async function finished(client: SQSClient, dead: SqsQueue) {
  for (;;) {
    const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: dead.queueArn }));
    const [task] = Results ?? [];
    if (task?.Status !== "RUNNING") return task;
    await sleep(50);
  }
}

test("a move task brings dead letters back to their queue as new messages, also in order", async () => {
  for (const isFifo of [false, true]) {
    const { queue, dead } = await withDeadLetters(`REDRIVE-${isFifo}`, ["1", "2", "3"], isFifo);
    assert.deepEqual(await depth(sqs, dead), [3, 0, 0]);
    const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.queueArn }));
    assert.ok(TaskHandle);
    const task = await finished(sqs, dead);
    assert.deepEqual(
      [task?.Status, task?.ApproximateNumberOfMessagesMoved, task?.ApproximateNumberOfMessagesToMove, task?.TaskHandle],
      ["COMPLETED", 3, 3, undefined],
    );
    const back = await received(sqs, queue);
    assert.deepEqual(isFifo ? bodies(back) : [...bodies(back)].sort(), ["1", "2", "3"]);
    for (const { Attributes } of back) {
      assert.equal(Attributes?.ApproximateReceiveCount, "1");
      assert.equal(Attributes?.DeadLetterQueueSourceArn, undefined);
    }
    assert.deepEqual(await depth(sqs, dead), [0, 0, 0]);
  }
});

test("a move task goes to another queue and at the pace it is told, and can be stopped", async () => {
  const { dead } = await withDeadLetters("PACED", ["1", "2", "3", "4", "5"]);
  const elsewhere = await world.queue("ELSEWHERE");
  const start = { SourceArn: dead.queueArn, DestinationArn: elsewhere.queueArn, MaxNumberOfMessagesPerSecond: 1 };
  const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand(start));
  await assert.rejects(sqs.send(new StartMessageMoveTaskCommand(start)), { name: "UnsupportedOperation" });
  await sleep(1200);
  const stopped = await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
  assert.equal(stopped.ApproximateNumberOfMessagesMoved, 2);
  await assert.rejects(sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle })), { name: "UnsupportedOperation" });
  assert.equal((await finished(sqs, dead))?.Status, "CANCELLED");
  assert.deepEqual([(await depth(sqs, elsewhere))[0], (await depth(sqs, dead))[0]], [2, 3]);
});

test("a move task that makes no sense is refused, and letters without a source stay", async () => {
  const { queue, dead } = await withDeadLetters("ODD", ["1"]);
  const start = (SourceArn: string, more: object = {}) =>
    sqs.send(new StartMessageMoveTaskCommand({ SourceArn, ...more }));
  await assert.rejects(start(queueArn("NONE")), { name: "ResourceNotFoundException" });
  await assert.rejects(start(queue.queueArn), /must be configured as a Dead Letter Queue/);
  await assert.rejects(start(dead.queueArn, { MaxNumberOfMessagesPerSecond: 501 }), /between 1 and 500/);
  const fifo = await world.queue("ODD.fifo", { FifoQueue: "true" });
  await assert.rejects(start(dead.queueArn, { DestinationArn: fifo.queueArn }), /same type/);
  await taken(sqs, dead);
  await send(dead, "not a dead letter");
  await start(dead.queueArn);
  const failed = await finished(sqs, dead);
  assert.deepEqual([failed?.Status, failed?.FailureReason], ["FAILED", "CouldNotDetermineMessageSource"]);
  assert.deepEqual(await depth(sqs, dead), [1, 0, 0]);
});

test("a redrive needs every permission that AWS asks for, on both queues", async () => {
  const { queue, dead } = await withDeadLetters("GUARDED", ["1"]);
  const credentials = await assumeRole(world.at, roleArn("marketing"));
  const marketing = new SQSClient({ ...awsConnection({ ...world.at, credentials }), useQueueUrlAsEndpoint: false });
  const onTheSource = ["StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
  const needed = [...onTheSource.map((action) => [action, dead]), ["SendMessage", queue]] as const;
  const listing = { Effect: "Allow", Action: "sqs:ListMessageMoveTasks", Resource: dead.queueArn };
  const allowing = (without: string) =>
    needed
      .filter(([action]) => action !== without)
      .map(([action, on]) => ({ Effect: "Allow", Action: `sqs:${action}`, Resource: (on as SqsQueue).queueArn }));
  const start = () => marketing.send(new StartMessageMoveTaskCommand({ SourceArn: dead.queueArn }));
  for (const [action] of needed) {
    await world.grant("marketing", "redrive", ...allowing(String(action)));
    await assert.rejects(start(), new RegExp(`not authorized to perform: sqs:${String(action)}`, "i"), String(action));
  }
  await world.grant("marketing", "redrive", ...allowing(""), listing);
  await start();
  assert.equal((await finished(marketing, dead))?.Status, "COMPLETED");
  assert.deepEqual(bodies(await taken(sqs, queue)), ["1"]);
  marketing.destroy();
});

test("a dead-letter queue lets in the sources that it names", async () => {
  const allow = (sourceQueueArns: readonly string[]) =>
    JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns });
  const dead = await world.queue("NAMING", { RedriveAllowPolicy: allow([queueArn("NAMED")]) });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 1 });
  await world.queue("NAMED", { RedrivePolicy });
  await assert.rejects(world.queue("UNNAMED", { RedrivePolicy }), /does not allow this source queue/);
});
