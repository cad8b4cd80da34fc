import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../../test-support/compiled.ts";
import { type Accounts, onStack } from "../../test-support/stack.ts";
import type { BackendInput } from "../backend.ts";
import { checkDeployment } from "../check-deployment.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { awsSnsSqs } from "./index.ts";
import type { AwsPlace } from "./settings.ts";

const HUB = "arn:aws:sns:eu-west-1:111122223333:domain-events";
const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:legacy";
const attribute = (eventType: string, topic = HUB) => ({ topic, attribute: { eventType } });
const bodyField = (type: string) => ({ topic: HUB, bodyField: { "metadata.type": type } });

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { CREATED: {}, UPDATED: {}, OWN: {} } }
  sales:
    subscriptions:
      - { queue: projection, events: [UPDATED, CREATED, OWN], filter: { country: [th] } }
`;

async function on(existing: object, topology = TOPOLOGY, accounts: Accounts = "shared") {
  const input = onStack(awsSnsSqs, await compiled(topology), { existing }, accounts);
  return input as BackendInput<AwsPlace>;
}

const subscriptions = (input: BackendInput<AwsPlace>): readonly CloudResource[] =>
  awsSnsSqs.resources(input).filter(({ type }) => type === "aws:sns/topicSubscription:TopicSubscription");
const messages = (input: BackendInput<AwsPlace>, code: string) =>
  checkDeployment(awsSnsSqs, input)
    .filter((found) => found.code === code)
    .map(({ message }) => message);

test("a queue has one SNS subscription to a hub, whose filter lists its events beside the queue's own filter", async () => {
  const input = await on({ events: { CREATED: attribute("created"), UPDATED: attribute("updated") } });
  const [own, hub, ...more] = subscriptions(input);
  assert.deepEqual(more, []);
  assert.equal(own?.id, "feed:sales/projection/OWN");
  assert.equal(hub?.id, "hub:sales/projection/111122223333~eu-west-1~domain-events");
  assert.deepEqual(hub?.properties, {
    topic: HUB,
    protocol: "sqs",
    endpoint: "arn:aws:sqs:eu-west-1:111122223333:ar_sales_projection",
    rawMessageDelivery: true,
    redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:ar_sales_projection-undeliverable"}',
    filterPolicy: '{"country":["th"],"eventType":["created","updated"]}',
    filterPolicyScope: "MessageAttributes",
  });
  assert.deepEqual(hub?.dependsOn, ["subscription:sales/projection", "undeliverable-queue:sales/projection"]);
});

test("the id of the SNS subscription is the same for one event as for several", async () => {
  const one = await on({ events: { CREATED: attribute("created") } });
  const all = await on({
    events: { CREATED: attribute("created"), UPDATED: attribute("updated"), OWN: attribute("own") },
  });
  const hub = "hub:sales/projection/111122223333~eu-west-1~domain-events";
  assert.ok(subscriptions(one).some(({ id }) => id === hub));
  assert.deepEqual(
    subscriptions(all).map(({ id }) => id),
    [hub],
  );
});

test("only the hub and the topics of ours deliver to the queue, and publishers may publish on both", async () => {
  const input = await on({ events: { CREATED: attribute("created"), UPDATED: attribute("updated") } });
  const resources = new Map(awsSnsSqs.resources(input).map((resource) => [resource.id, resource.properties]));
  const policy = JSON.parse(String(resources.get("subscription:sales/projection")?.["policy"]));
  assert.deepEqual(policy.Statement[0].Condition.ArnEquals, {
    "aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:ar_OWN", HUB],
  });
  const publish = JSON.parse(String(resources.get("policy:team:crm/crm")?.["policy"])).Statement[0];
  assert.deepEqual(publish, {
    Sid: "Publish",
    Effect: "Allow",
    Action: "sns:Publish",
    Resource: ["arn:aws:sns:eu-west-1:111122223333:ar_OWN", HUB],
  });
});

test("a field of the body is filtered in the body, and then not by attributes too", async () => {
  const events = { CREATED: bodyField("created"), UPDATED: bodyField("updated") };
  const filtered = await on({ events });
  assert.match(
    messages(filtered, "filter-not-supported")[0] ?? "",
    /looks at attributes, while CREATED is told apart by the field metadata\.type of the body/,
  );
  const input = await on({ events }, TOPOLOGY.replace(", filter: { country: [th] }", ""));
  const hub = subscriptions(input).find(({ id }) => id.startsWith("hub:"))?.properties;
  assert.equal(hub?.["filterPolicy"], '{"metadata":{"type":["created","updated"]}}');
  assert.equal(hub?.["filterPolicyScope"], "MessageBody");
  const { to } = awsSnsSqs.manifests(input)[0]?.publishes["CREATED"] ?? {};
  assert.deepEqual(to, {
    kind: "sns-topic",
    topicArn: HUB,
    region: "eu-west-1",
    bodyFields: { "metadata.type": "created" },
  });
});

test("a topic for one event alone needs no attribute, and the queue's filter stays", async () => {
  const input = await on({ events: { CREATED: { topic: HUB } } });
  const hub = subscriptions(input).find(({ id }) => id.startsWith("hub:"))?.properties;
  assert.equal(hub?.["filterPolicy"], '{"country":["th"]}');
});

test("a queue's filter cannot name what tells events apart", async () => {
  const input = await on({ events: { CREATED: attribute("created") } }, TOPOLOGY.replace("country", "eventType"));
  assert.match(messages(input, "filter-not-supported")[0] ?? "", /names eventType, by which CREATED is told apart/);
});

test("more events than a filter can list are an error", async () => {
  const names = Array.from({ length: 151 }, (_, at) => `E${at}`);
  const topology = `version: 1
organization: ar
teams:
  crm: { events: { ${names.map((name) => `${name}: {}`).join(", ")} } }
  sales:
    subscriptions: [{ queue: all, events: [${names.join(", ")}], filter: { country: th } }]
`;
  const input = await on({ events: Object.fromEntries(names.map((name) => [name, attribute(name)])) }, topology);
  assert.match(messages(input, "filter-not-supported")[0] ?? "", /accepts 151 combinations of values; SNS takes 150/);
});

test("of FIFO topics the name ends in .fifo, and nothing else is ordered", async () => {
  const ordered = TOPOLOGY.replace("CREATED: {}", "CREATED: { ordered: true }");
  assert.match(
    messages(await on({ events: { CREATED: attribute("c") } }, ordered), "existing-topic-differs")[0] ?? "",
    /CREATED is ordered, and the topic \S+ is no FIFO topic/,
  );
  const fifo = await on({ events: { CREATED: attribute("c", `${HUB}.fifo`) } });
  assert.match(messages(fifo, "existing-topic-differs")[0] ?? "", /is a FIFO topic, and CREATED is not ordered/);
});

test("events do not come from a topic in another region", async () => {
  const elsewhere = HUB.replace("eu-west-1", "us-east-1");
  const input = await on({ events: { CREATED: attribute("c", elsewhere) } });
  assert.match(
    messages(input, "region-differs")[0] ?? "",
    /sales\/projection is in eu-west-1 and the topic \S+ of CREATED in us-east-1/,
  );
});

test("within an account nothing has to be asked of the topic's owner; across, its policy has to let in both sides", async () => {
  const events = { CREATED: attribute("created"), UPDATED: attribute("updated") };
  assert.deepEqual(messages(await on({ events }), "topic-policy-not-managed"), []);
  const [warning, ...rest] = messages(await on({ events }, TOPOLOGY, "own"), "topic-policy-not-managed");
  assert.deepEqual(rest, []);
  const statements = JSON.parse(warning?.slice(warning.indexOf(": [") + 2) ?? "") as {
    Sid: string;
    Resource: string;
  }[];
  assert.deepEqual(
    statements.map(({ Sid, Resource }) => [Sid, Resource]),
    [
      ["AllowOwner", HUB],
      ["AllowSubscribersInOtherAccounts", HUB],
    ],
  );
});

test("a queue that exists: what leads to it is made, and the statement that its policy needs is told", async () => {
  const input = await on({ queues: { "sales/projection": { queue: QUEUE } } });
  const feed = subscriptions(input).find(({ id }) => id === "feed:sales/projection/CREATED");
  assert.equal(feed?.properties["endpoint"], QUEUE);
  assert.deepEqual(feed?.dependsOn, ["undeliverable-queue:sales/projection", "topic:CREATED"]);
  const queues = awsSnsSqs.resources(input).filter(({ type }) => type.startsWith("aws:sqs/"));
  assert.deepEqual(
    queues.map(({ id }) => id),
    ["undeliverable-queue:sales/projection"],
  );
  const [warning] = messages(input, "queue-policy-not-managed");
  const [statement] = JSON.parse(warning?.slice(warning.indexOf(": [") + 2) ?? "");
  assert.deepEqual(statement, {
    Sid: "AllowDelivery",
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: QUEUE,
    Condition: {
      ArnEquals: {
        "aws:SourceArn": ["CREATED", "OWN", "UPDATED"].map((event) => `arn:aws:sns:eu-west-1:111122223333:ar_${event}`),
      },
      StringEqualsIfExists: { "aws:SourceAccount": "111122223333" },
    },
  });
  const consumed = awsSnsSqs.manifests(input).find(({ team }) => team === "sales")?.consumes["projection"];
  assert.equal(consumed?.deadLetter, undefined);
});

test("a queue that exists stands where its team does, is of its kind, and has no alarm on unknown dead letters", async () => {
  const queues = (queue: string) => ({ queues: { "sales/projection": { queue } } });
  const differs = async (queue: string, topology = TOPOLOGY) =>
    messages(await on(queues(queue), topology), "existing-queue-differs")[0] ?? "";
  assert.match(
    await differs(QUEUE.replace("111122223333", "999988887777")),
    /is in account 999988887777, eu-west-1, and team sales in 111122223333/,
  );
  assert.match(await differs(`${QUEUE}.fifo`), /is a FIFO queue, and sales\/projection is not ordered/);
  const alarmed = TOPOLOGY.replace("filter:", "alarms: { deadLetters: 1 }, filter:");
  assert.match(
    messages(await on(queues(QUEUE), alarmed), "alarm-without-queue")[0] ?? "",
    /add deadLetter, or remove the alarm/,
  );
});
