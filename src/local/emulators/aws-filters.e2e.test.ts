/** Filter policies of SNS and patterns of EventBridge: what matches is delivered, and nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PutEventsCommand, PutRuleCommand, PutTargetsCommand, RemoveTargetsCommand } from "@aws-sdk/client-eventbridge";
import { type MessageAttributeValue, PublishCommand } from "@aws-sdk/client-sns";
import { bodies, depth, taken } from "./test-support/received.ts";
import { ACCOUNT, deliveryPolicy, REGION, startTestEmulator } from "./test-support/test-emulator.ts";

const world = await startTestEmulator([]);
const { sqs, sns, eventBridge } = world;
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;

type Data = Readonly<Record<string, unknown>>;
interface Case {
  readonly filter: Data;
  readonly matches: readonly Data[];
  readonly others: readonly Data[];
}

/** The same on both, over one flat object. */
const BOTH: Readonly<Record<string, Case>> = {
  values: {
    filter: { country: ["th", "sg"] },
    matches: [{ country: "th" }, { country: "sg" }],
    others: [{ country: "us" }, { state: "th" }],
  },
  prefix: {
    filter: { country: [{ prefix: "t" }] },
    matches: [{ country: "th" }],
    others: [{ country: "us" }, { country: "et" }],
  },
  suffix: {
    filter: { file: [{ suffix: ".png" }] },
    matches: [{ file: "a.png" }],
    others: [{ file: "a.jpg" }, { file: "png" }],
  },
  "anything-but": {
    filter: { country: [{ "anything-but": ["us", "gb"] }] },
    matches: [{ country: "th" }],
    others: [{ country: "us" }, { country: "gb" }, { state: "th" }],
  },
  "anything-but prefix": {
    filter: { country: [{ "anything-but": { prefix: "t" } }] },
    matches: [{ country: "us" }],
    others: [{ country: "th" }],
  },
  "equals-ignore-case": {
    filter: { country: [{ "equals-ignore-case": "TH" }] },
    matches: [{ country: "th" }, { country: "Th" }],
    others: [{ country: "us" }],
  },
  numeric: {
    filter: { price: [{ numeric: [">", 10, "<=", 20] }] },
    matches: [{ price: 10.5 }, { price: 20 }],
    others: [{ price: 10 }, { price: 20.1 }, { price: "15" }],
  },
  "exists true": {
    filter: { vip: [{ exists: true }] },
    matches: [{ vip: "yes" }],
    others: [{ country: "th" }],
  },
  "exists false": {
    filter: { vip: [{ exists: false }] },
    matches: [{ country: "th" }],
    others: [{ vip: "yes" }],
  },
  $or: {
    filter: { country: ["th"], $or: [{ vip: ["yes"] }, { price: [{ numeric: [">", 100] }] }] },
    matches: [
      { country: "th", vip: "yes" },
      { country: "th", price: 101 },
    ],
    others: [
      { country: "th", price: 1 },
      { country: "us", vip: "yes" },
    ],
  },
  "several keys": {
    filter: { country: ["th"], vip: ["yes"] },
    matches: [{ country: "th", vip: "yes" }],
    others: [{ country: "th" }, { country: "th", vip: "no" }],
  },
};

const NESTED: Case = {
  filter: { customer: { address: { country: ["th"] } } },
  matches: [{ customer: { address: { country: "th" } } }, { customer: { address: { country: ["us", "th"] } } }],
  others: [{ customer: { address: { country: "us" } } }, { country: "th" }],
};
const SOURCE_ONLY: Readonly<Record<string, Case>> = {
  nested: NESTED,
  wildcard: {
    filter: { file: [{ wildcard: "*/2026/*.png" }] },
    matches: [{ file: "a/2026/b.png" }],
    others: [{ file: "a/2025/b.png" }, { file: "a/2026/b.jpg" }],
  },
  cidr: {
    filter: { address: [{ cidr: "10.0.0.0/24" }] },
    matches: [{ address: "10.0.0.200" }],
    others: [{ address: "10.0.1.1" }, { address: "elsewhere" }],
  },
};

const all = ({ matches, others }: Case) => [...matches, ...others];
const texts = (list: readonly Data[]) => list.map((data) => JSON.stringify(data)).sort();

test("a filter policy of the attributes", async (t) => {
  for (const [name, one] of Object.entries(BOTH))
    await t.test(name, async () => {
      const delivered = await throughTopic(`attributes-${slug(name)}`, "MessageAttributes", one, attributesOf);
      assert.deepEqual(delivered, texts(one.matches));
    });
});

test("a filter policy of the body", async (t) => {
  for (const [name, one] of Object.entries({ ...BOTH, nested: NESTED }))
    await t.test(name, async () => {
      const delivered = await throughTopic(`body-${slug(name)}`, "MessageBody", one, () => ({}));
      assert.deepEqual(delivered, texts(one.matches));
    });
});

test("a pattern of a rule", async (t) => {
  await world.bus("patterns");
  const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/patterns/r`;
  const queue = await world.queue("PATTERNS", { Policy: deliveryPolicy("events", ruleArn, queueArn("PATTERNS")) });
  for (const [name, one] of Object.entries({ ...BOTH, ...SOURCE_ONLY }))
    await t.test(name, async () => {
      await world.rule("patterns", "r", { source: ["crm"], detail: { message: one.filter } }, queue);
      for (const message of all(one)) await emit("patterns", { message });
      const delivered = bodies(await taken(sqs, queue)).map((body) => JSON.parse(body) as Data);
      assert.deepEqual(texts(delivered), texts(one.matches));
      assert.deepEqual(await depth(sqs, queue), [0, 0, 0]);
    });
});

test("a body that is no JSON object matches no filter of the body", async () => {
  const one = { filter: { country: ["th"] }, matches: [], others: [] };
  const topicArn = await world.topic("no-object");
  const queue = await world.queue("no-object", { Policy: deliveryPolicy("sns", topicArn, queueArn("no-object")) });
  await world.subscribe(topicArn, queue, filtered("MessageBody", one));
  for (const Message of ["th", '["th"]']) await sns.send(new PublishCommand({ TopicArn: topicArn, Message }));
  assert.deepEqual(await depth(sqs, queue), [0, 0, 0]);
});

test("without raw delivery the message comes in an envelope with its attributes", async () => {
  const topicArn = await world.topic("enveloped");
  const queue = await world.queue("enveloped", { Policy: deliveryPolicy("sns", topicArn, queueArn("enveloped")) });
  await world.subscribe(topicArn, queue, { RawMessageDelivery: "false" });
  const MessageAttributes = attributesOf({ country: "th" });
  const Message = '{"topic":"T","data":1}';
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn: topicArn, Message, MessageAttributes }));
  const [received] = await taken(sqs, queue);
  const envelope = JSON.parse(received?.Body ?? "{}") as Data;
  assert.deepEqual(
    [envelope["Type"], envelope["Message"], envelope["MessageId"], envelope["TopicArn"]],
    ["Notification", Message, MessageId, topicArn],
  );
  assert.deepEqual(envelope["MessageAttributes"], { country: { Type: "String", Value: "th" } });
  assert.equal(received?.MessageAttributes, undefined);
});

test("a target without an input path gets the whole event, with one its part, with a transformer what that makes", async () => {
  await world.bus("inputs");
  const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/inputs/r`;
  const queue = await world.queue("INPUTS", { Policy: deliveryPolicy("events", ruleArn, queueArn("INPUTS")) });
  const EventPattern = JSON.stringify({ source: ["crm"] });
  await eventBridge.send(new PutRuleCommand({ Name: "r", EventBusName: "inputs", EventPattern }));
  const RetryPolicy = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 };
  const InputTransformer = { InputPathsMap: { id: "$.detail.message.id" }, InputTemplate: '{"customer": <id>}' };
  const deliveredWith = async (more: object) => {
    const target = { Id: "q", Arn: queue.queueArn, RetryPolicy, ...more };
    await eventBridge.send(new PutTargetsCommand({ Rule: "r", EventBusName: "inputs", Targets: [target] }));
    await emit("inputs", { message: { id: 7 } });
    const [received] = await taken(sqs, queue);
    await eventBridge.send(new RemoveTargetsCommand({ Rule: "r", EventBusName: "inputs", Ids: ["q"] }));
    return JSON.parse(received?.Body ?? "null") as Data;
  };
  const whole = await deliveredWith({});
  assert.deepEqual(
    [whole["source"], whole["detail-type"], whole["detail"], whole["account"], whole["region"]],
    ["crm", "A", { message: { id: 7 } }, ACCOUNT, REGION],
  );
  assert.deepEqual(await deliveredWith({ InputPath: "$.detail.message" }), { id: 7 });
  assert.deepEqual(await deliveredWith({ InputTransformer }), { customer: 7 });
});

async function throughTopic(
  name: string,
  scope: string,
  one: Case,
  attributes: (data: Data) => Record<string, MessageAttributeValue>,
): Promise<readonly string[]> {
  const topicArn = await world.topic(name);
  const queue = await world.queue(name, { Policy: deliveryPolicy("sns", topicArn, queueArn(name)) });
  await world.subscribe(topicArn, queue, filtered(scope, one));
  for (const data of all(one)) {
    const message = { TopicArn: topicArn, Message: JSON.stringify(data), MessageAttributes: attributes(data) };
    await sns.send(new PublishCommand(message));
  }
  return [...bodies(await taken(sqs, queue, 0))].sort();
}

function filtered(FilterPolicyScope: string, { filter }: Case): Record<string, string> {
  return { FilterPolicyScope, FilterPolicy: JSON.stringify(filter) };
}

function attributesOf(data: Data): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      { DataType: typeof value === "number" ? "Number" : "String", StringValue: String(value) },
    ]),
  );
}

async function emit(bus: string, detail: Data): Promise<void> {
  const entry = { EventBusName: bus, Source: "crm", DetailType: "A", Detail: JSON.stringify(detail) };
  await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
}

function slug(name: string): string {
  return name.replaceAll(/[^a-z]/g, "-");
}
