import assert from "node:assert/strict";
import { test } from "node:test";
import type { PublishAddress } from "../../backends/manifest.ts";
import {
  deliveryPolicy,
  policy,
  REGION,
  roleArn,
  type SqsQueue,
  startTestEmulator,
} from "../emulators/test-support/test-emulator.ts";
import { EnvironmentError } from "../environment-error.ts";
import { connectAws } from "./aws.ts";
import { AccessRefused, type Client } from "./client.ts";

const world = await startTestEmulator(["crm", "marketing", "analysis"]);
const CONSUME = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"];
const NOW = { max: 10, seconds: 2 };
const CREATED = { topic: "CUSTOMER_CREATED", data: { id: 7, name: "Ünï" } };

async function as<Result>(role: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connectAws({ ...world.at, principal: roleArn(role) });
  return use(client).finally(() => client.close());
}

const mayConsume = (role: string, ...queues: readonly SqsQueue[]) =>
  world.grant(role, "consume", { Effect: "Allow", Action: CONSUME, Resource: queues.map((queue) => queue.queueArn) });

async function fedQueue(name: string, topicArn: string, more: Record<string, string> = {}): Promise<SqsQueue> {
  const arn = `arn:aws:sqs:${REGION}:111122223333:${name}`;
  return world.queue(name, { Policy: deliveryPolicy("sns", topicArn, arn), ...more });
}

test("SNS: the owner publishes, each queue gets its own copy with attributes, another role is refused", async () => {
  const topicArn = await world.topic("T");
  const to: PublishAddress = { kind: "sns-topic", topicArn, region: REGION };
  const [first, second] = [await fedQueue("FIRST", topicArn), await fedQueue("SECOND", topicArn)];
  await world.subscribe(topicArn, first);
  await world.subscribe(topicArn, second, {
    FilterPolicyScope: "MessageAttributes",
    FilterPolicy: JSON.stringify({ country: ["th", "sg"] }),
  });
  await world.grant("crm", "publish", { Effect: "Allow", Action: "sns:Publish", Resource: topicArn });
  await mayConsume("marketing", first, second);

  await as("crm", async (crm) => {
    await crm.publish(to, CREATED, { country: "th" });
    await crm.publish(to, { topic: "CUSTOMER_CREATED", data: null }, { country: "us" });
  });
  await as("marketing", async (marketing) => {
    const [a, b, ...none] = await marketing.receive(first, NOW);
    assert.deepEqual(new Set([a, b].map((message) => message?.envelope.data)), new Set([CREATED.data, null]));
    assert.equal(none.length, 0);
    const filtered = await marketing.receive(second, NOW);
    assert.deepEqual(
      filtered.map(({ envelope, attributes, deliveryAttempt }) => ({ envelope, attributes, deliveryAttempt })),
      [{ envelope: CREATED, attributes: { country: "th" }, deliveryAttempt: 1 }],
    );
    // The copies are independent: the second is done, the first is delivered again.
    await filtered[0]?.ack();
    for (const message of [a, b]) await message?.nack();
    const again = await marketing.receive(first, NOW);
    assert.deepEqual(new Set(again.map((message) => message.deliveryAttempt)), new Set([2]));
    assert.deepEqual(await marketing.receive(second, { max: 1, seconds: 0.3 }), []);
    await assert.rejects(
      marketing.publish(to, CREATED),
      (error: unknown) =>
        error instanceof AccessRefused && error.message.includes("not authorized to perform: sns:Publish"),
    );
  });
  await as("analysis", (analysis) =>
    assert.rejects(
      analysis.receive(first, NOW),
      (error: unknown) => error instanceof AccessRefused && error.message.includes("sqs:ReceiveMessage"),
    ),
  );
});

test("SQS: a poison message is tried maxReceiveCount times and then is in the dead-letter queue exactly once", async () => {
  const deadLetter = await world.queue("POISON-dlq");
  const redrive = JSON.stringify({ deadLetterTargetArn: deadLetter.queueArn, maxReceiveCount: 3 });
  const topicArn = await world.topic("POISON-TOPIC");
  const queue = await fedQueue("POISON", topicArn, { RedrivePolicy: redrive });
  const other = await fedQueue("UNAFFECTED", topicArn);
  for (const each of [queue, other]) await world.subscribe(topicArn, each);
  await world.grant("crm", "poison", { Effect: "Allow", Action: "sns:Publish", Resource: topicArn });
  await mayConsume("marketing", queue, deadLetter, other);

  await as("crm", (crm) => crm.publish({ kind: "sns-topic", topicArn, region: REGION }, CREATED));
  await as("marketing", async (marketing) => {
    const attempts: (number | undefined)[] = [];
    for (;;) {
      const [message] = await marketing.receive(queue, { max: 10, seconds: 1 });
      if (message === undefined) break;
      attempts.push(message.deliveryAttempt);
      await message.nack();
    }
    assert.deepEqual(attempts, [1, 2, 3]);
    const dead = await marketing.receive(deadLetter, NOW);
    assert.deepEqual(
      dead.map((message) => message.envelope),
      [CREATED],
    );
    await dead[0]?.ack();
    assert.deepEqual(await marketing.receive(deadLetter, { max: 10, seconds: 1 }), []);
    assert.equal((await marketing.receive(other, NOW)).length, 1);
  });
});

test("EventBridge: the consumer gets the envelope; source and detail type outside the grant are refused", async () => {
  const eventBusArn = await world.bus("crm-bus");
  const arn = `arn:aws:sqs:${REGION}:111122223333:FROM-BUS`;
  const ruleArn = `arn:aws:events:${REGION}:111122223333:rule/crm-bus/created`;
  const queue = await world.queue("FROM-BUS", { Policy: deliveryPolicy("events", ruleArn, arn) });
  const pattern = { source: ["crm"], "detail-type": ["CUSTOMER_CREATED"], detail: { attributes: { country: ["th"] } } };
  assert.equal(await world.rule("crm-bus", "created", pattern, queue), ruleArn);
  await world.grant("crm", "bus", {
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: eventBusArn,
    Condition: { StringEquals: { "events:source": "crm", "events:detail-type": ["CUSTOMER_CREATED"] } },
  });
  await mayConsume("marketing", queue);
  const to = { kind: "event-bus", eventBusArn, region: REGION, source: "crm", detailType: "CUSTOMER_CREATED" } as const;

  await as("crm", async (crm) => {
    await crm.publish(to, CREATED, { country: "th" });
    await crm.publish(to, CREATED, { country: "us" });
    await assert.rejects(crm.publish({ ...to, detailType: "EMAIL_SENT" }, CREATED), AccessRefused);
    await assert.rejects(crm.publish({ ...to, source: "marketing" }, CREATED), AccessRefused);
  });
  await as("marketing", async (marketing) => {
    const messages = await marketing.receive(queue, NOW);
    assert.deepEqual(
      messages.map(({ envelope, attributes }) => ({ envelope, attributes })),
      [{ envelope: CREATED, attributes: {} }],
    );
    await assert.rejects(
      marketing.publish(to, CREATED),
      (error: unknown) => error instanceof AccessRefused && error.message.includes("events:PutEvents"),
    );
  });
});

test("a consumer that waits gets what is published meanwhile, and no longer than it said otherwise", async () => {
  const topicArn = await world.topic("LATE");
  const queue = await fedQueue("LATE", topicArn);
  await world.subscribe(topicArn, queue);
  await mayConsume("marketing", queue);
  await world.grant("crm", "late", { Effect: "Allow", Action: "sns:Publish", Resource: topicArn });
  await as("marketing", async (marketing) => {
    const started = Date.now();
    assert.deepEqual(await marketing.receive(queue, { max: 1, seconds: 1.5 }), []);
    const waited = Date.now() - started;
    assert.ok(waited >= 1400 && waited < 4000, `waited ${waited} ms`);
    const waiting = marketing.receive(queue, { max: 1, seconds: 15 });
    await as("crm", (crm) => crm.publish({ kind: "sns-topic", topicArn, region: REGION }, CREATED));
    assert.equal((await waiting)[0]?.envelope.topic, "CUSTOMER_CREATED");
    assert.ok(Date.now() - started < 10_000);
  });
});

test("FIFO: messages of one key come in order, also without raw delivery; a key is needed", async () => {
  const topicArn = await world.topic("ORDERED.fifo", { FifoTopic: "true", ContentBasedDeduplication: "true" });
  const queue = await fedQueue("ORDERED.fifo", topicArn, { FifoQueue: "true" });
  await world.subscribe(topicArn, queue, { RawMessageDelivery: "false" });
  await world.grant("crm", "ordered", { Effect: "Allow", Action: "sns:Publish", Resource: topicArn });
  await mayConsume("marketing", queue);
  const to: PublishAddress = { kind: "sns-topic", topicArn, region: REGION };
  const publisher = await connectAws({ ...world.at, principal: roleArn("crm") });
  await assert.rejects(publisher.publish(to, CREATED), /MessageGroupId parameter is required/);
  for (const id of [1, 2, 3])
    await publisher.publish(to, { ...CREATED, data: { id } }, { country: "th" }, "customer-7");
  await publisher.close();
  await as("marketing", async (marketing) => {
    const messages = await marketing.receive(queue, NOW);
    assert.deepEqual(
      messages.map(({ envelope, attributes }) => [envelope.data, attributes]),
      [1, 2, 3].map((id) => [{ id }, { country: "th" }]),
    );
  });
});

test("what is not there, not trusted or not on AWS is said", async () => {
  await assert.rejects(connectAws({ ...world.at, principal: roleArn("nobody") }), AccessRefused);
  await assert.rejects(connectAws({ ...world.at, principal: "crm" }), RangeError);
  const { certificateFile: _unused, ...untrusting } = world.at;
  await assert.rejects(connectAws({ ...untrusting, principal: roleArn("crm") }), /self-signed certificate/);
  const closed = { ...world.at, endpoint: "https://127.0.0.1:1" };
  await assert.rejects(
    connectAws({ ...closed, principal: roleArn("crm") }),
    (error: unknown) => error instanceof EnvironmentError && error.message.includes("ECONNREFUSED"),
  );
  const queue = await world.queue("PLAIN");
  await world.grant("marketing", "plain", { Effect: "Allow", Action: "sqs:*", Resource: "*" });
  await as("marketing", async (marketing) => {
    const gone = { ...queue, queueUrl: `${queue.queueUrl}-gone` };
    await assert.rejects(marketing.receive(gone, NOW), EnvironmentError);
    await assert.rejects(marketing.receive({ kind: "pubsub-subscriptions", subscriptions: ["s"] }, NOW), RangeError);
    await assert.rejects(marketing.publish({ kind: "pubsub-topic", topic: "t" }, CREATED), RangeError);
  });
});

test("a topic policy tells roles apart by their ARN, whatever the session is called", async () => {
  const topicArn = await world.topic("GUARDED");
  for (const role of ["crm", "analysis"]) {
    await world.grant(role, "guarded", { Effect: "Allow", Action: "sns:Publish", Resource: topicArn });
  }
  const onlyCrm = policy({
    Sid: "OwnerOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: { ArnNotEquals: { "aws:PrincipalArn": [roleArn("crm")] } },
  });
  await world.setTopicPolicy(topicArn, onlyCrm);
  const to = { kind: "sns-topic", topicArn, region: REGION } as const;
  await as("crm", (crm) => crm.publish(to, CREATED));
  await as("analysis", (analysis) =>
    assert.rejects(analysis.publish(to, CREATED), /explicit deny in a resource-based policy/),
  );
});
