/** What options do together; each alone is in the option cases. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parsed } from "../aws/test-support/input.ts";
import type { Backend, BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { type Scene, sceneOn } from "../test-support/scene.ts";
import { awsSnsSqs } from "./index.ts";
import type { AwsPlace } from "./settings.ts";

const HERE = "arn:aws:sqs:eu-west-1:111122223333:";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:";

async function made(scene: Scene) {
  const input = (await sceneOn(awsSnsSqs as Backend, scene)) as BackendInput<AwsPlace>;
  const resources = awsSnsSqs.resources(input);
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return {
    resources,
    findings: awsSnsSqs.check(input),
    manifest: (team: string) => awsSnsSqs.manifests(input).find((manifest) => manifest.team === team),
    the(id: string): CloudResource {
      const found = byId.get(id);
      assert.ok(found, `${id} is not among ${[...byId.keys()]}`);
      return found;
    },
  };
}

const statement = (resource: CloudResource, sid: string) =>
  parsed(resource.properties["policy"]).Statement.find(({ Sid }) => Sid === sid);

test("a queue fed by an ordered and another topic has an undeliverable queue for each, and each takes from its own alone", async () => {
  const { the, manifest } = await made({
    teams: `crm: { events: { A: {}, B: { ordered: true } } }
sales: { subscriptions: [{ queue: all, events: [A, B] }] }`,
  });
  const [standard, fifo] = ["undeliverable-queue:sales/all", "undeliverable-queue:sales/all/fifo"] as const;
  for (const [feed, queue, name, topic] of [
    ["feed:sales/all/A", standard, "ar_sales_all-undeliverable", "ar_A"],
    ["feed:sales/all/B", fifo, "ar_sales_all-undeliverable.fifo", "ar_B.fifo"],
  ] as const) {
    const { properties, dependsOn } = the(feed);
    assert.deepEqual(JSON.parse(String(properties["redrivePolicy"])), { deadLetterTargetArn: `${HERE}${name}` });
    assert.equal(properties["topic"], `${TOPIC}${topic}`);
    assert.ok(dependsOn.includes(queue));
    const delivery = statement(the(queue), "AllowDelivery");
    assert.equal(delivery?.Condition?.["ArnEquals"]?.["aws:SourceArn"], `${TOPIC}${topic}`);
  }
  const main = statement(the("subscription:sales/all"), "AllowDelivery");
  assert.deepEqual(main?.Condition?.["ArnEquals"]?.["aws:SourceArn"], [`${TOPIC}ar_A`, `${TOPIC}ar_B.fifo`]);
  const { undeliverable, undeliverableOrdered } = manifest("sales")?.consumes["all"] ?? {};
  assert.deepEqual(
    [undeliverable, undeliverableOrdered].map((queue) => queue?.kind === "sqs-queue" && queue.queueArn),
    [`${HERE}ar_sales_all-undeliverable`, `${HERE}ar_sales_all-undeliverable.fifo`],
  );
  const consume = statement(the("policy:team:sales/sales"), "Consume");
  assert.equal(consume?.Resource?.length, 4);
});

test("one event that leaves a queue takes its SNS subscription with it and nothing else", async () => {
  const scene = (leaving: string): Scene => ({
    teams: `crm: { events: { A: {}, B: {} } }
sales: { subscriptions: [{ queue: all, events: [A, ${leaving}] }] }`,
  });
  const before = await made(scene("B"));
  const after = await made(scene("{ event: B, retired: drain }"));
  assert.deepEqual(
    after.resources,
    before.resources.filter(({ id }) => id !== "feed:sales/all/B"),
  );
});

test("a retired queue is as it was but for its tags, its protection and what flows in", async () => {
  const scene = (more: string): Scene => ({
    teams: `crm: { events: { A: {} } }
sales: { subscriptions: [{ event: A, alarms: { deadLetters: 1 }${more} }] }`,
  });
  const before = await made(scene(""));
  const after = await made(scene(", retired: delete"));
  const plain = after.resources.map(({ retired, properties, ...rest }) => {
    const { tags, ...others } = properties;
    const { "event-topology:retired": _, ...left } = Object(tags) as Record<string, string>;
    return { ...rest, properties: tags === undefined ? others : { ...others, tags: left } };
  });
  const expected = before.resources.filter(({ id }) => id !== "feed:sales/A/A");
  assert.deepEqual(plain, JSON.parse(JSON.stringify(expected)));
  const retired = after.resources.filter((resource) => resource.retired !== undefined).map(({ id }) => id);
  assert.deepEqual(retired, ["dead-letter-queue:sales/A", "subscription:sales/A", "undeliverable-queue:sales/A"]);
});

test("a queue becomes ordered beside the one before, which stays as it is", async () => {
  const { the, findings } = await made({
    teams: `crm: { events: { A: { ordered: true } } }
sales: { subscriptions: [{ event: A, ordered: true, exactlyOnce: true, generation: 2, previous: { ordered: false } }] }`,
  });
  assert.deepEqual(findings, []);
  assert.equal(the("subscription:sales/A").name, "ar_sales_A");
  assert.equal(the("subscription:sales/A~g2").name, "ar_sales_A-g2.fifo");
  const { redriveAllowPolicy } = the("dead-letter-queue:sales/A~g2").properties;
  assert.deepEqual(JSON.parse(String(redriveAllowPolicy)), {
    redrivePermission: "byQueue",
    sourceQueueArns: [`${HERE}ar_sales_A-g2.fifo`],
  });
});

test("a new name of a team or a queue changes nothing but what tells the name", async () => {
  const scene = (team: string, event: string): Scene => ({ teams: `${team}: ${event}\ncrm: { events: { A: {} } }` });
  const before = await made(scene("sales", "{ events: { S: {} }, subscriptions: [{ queue: q, events: [A] }] }"));
  const after = await made(
    scene("orders", "{ formerly: sales, events: { S: {} }, subscriptions: [{ queue: r, formerly: q, events: [A] }] }"),
  );
  // The tests' roles have the name of their team, and a role's policy that of its role.
  const identities = (all: readonly CloudResource[]) =>
    all
      .filter(({ type }) => type !== "aws:iam/rolePolicy:RolePolicy")
      .map(({ id, name, type }) => ({ id, name, type }));
  assert.deepEqual(identities(after.resources), identities(before.resources));
  assert.deepEqual(after.the("subscription:sales/q").properties["tags"], {
    "event-topology:team": "orders",
    "event-topology:queue": "r",
    "managed-by": "event-topology",
  });
  assert.deepEqual(Object.keys(after.manifest("orders")?.consumes ?? {}), ["r"]);
});

test("a team that took another's former name keeps policies of its own", async () => {
  const { resources } = await made({
    teams: `orders: { formerly: sales, events: { S: {} } }
crm: { subscriptions: [S] }
sales-eu: { subscriptions: [S] }`,
  });
  const policies = resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
  assert.deepEqual(
    policies.map(({ name, team }) => `${team} ${name}`),
    [
      "crm event-topology_ar_crm_crm",
      "sales-eu event-topology_ar_sales-eu_sales-eu",
      "orders event-topology_ar_sales_orders",
    ],
  );
});

test("a key made for the team encrypts its topics and all its queues, which come after it", async () => {
  const { the, resources, findings } = await made({
    teams: `crm: { events: { A: {} } }
sales: { subscriptions: [A] }`,
    place: { kmsKey: "create" },
  });
  assert.deepEqual(findings, []);
  for (const [id, team] of [
    ["topic:A", "crm"],
    ["subscription:sales/A", "sales"],
    ["dead-letter-queue:sales/A", "sales"],
    ["undeliverable-queue:sales/A", "sales"],
  ] as const) {
    const { properties, dependsOn } = the(id);
    assert.equal(properties["kmsMasterKeyId"], `alias/event-topology_ar_${team}`, id);
    assert.equal(properties["sqsManagedSseEnabled"], undefined, id);
    assert.ok(dependsOn.includes(`key:${team}/alias`), id);
  }
  assert.deepEqual(statement(the("key:crm"), "AllowPublishers")?.Condition, {
    ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/crm" },
    StringEquals: { "kms:ViaService": "sns.eu-west-1.amazonaws.com" },
  });
  const delivery = statement(the("key:sales"), "AllowDelivery");
  assert.equal(delivery?.Condition?.["ArnEquals"]?.["aws:SourceArn"], `${TOPIC}ar_A`);
  // Only keys speak of keys: the roles are let in by them.
  for (const { type, properties } of resources)
    if (type === "aws:iam/rolePolicy:RolePolicy") assert.doesNotMatch(String(properties["policy"]), /kms:/);
});

test("a given key is used by the roles of who sends and who reads, each through its service", async () => {
  const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
  const { the, resources, findings } = await made({
    teams: `crm: { events: { A: {} } }
sales: { subscriptions: [A] }`,
    place: { kmsKey: key },
  });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["key-policy-not-managed"],
  );
  assert.equal(the("topic:A").properties["kmsMasterKeyId"], key);
  assert.equal(the("subscription:sales/A").properties["kmsMasterKeyId"], key);
  for (const [team, sid, service] of [
    ["crm", "UseKeyOfTopics", "sns"],
    ["sales", "UseKeyOfQueues", "sqs"],
  ] as const)
    assert.deepEqual(statement(the(`policy:team:${team}/${team}`), sid), {
      Sid: sid,
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: key,
      Condition: { StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` } },
    });
  assert.ok(resources.every(({ type }) => !type.startsWith("aws:kms/")));
});

for (const [what, retired, policy] of [
  ["kept while the topic is there", "", '{"MessageRetentionPeriod":"7"}'],
  ["left with a topic that is", ", retired: retain", '{"MessageRetentionPeriod":"7"}'],
  ["emptied for the topic to be deleted", ", retired: drain", "{}"],
] as const)
  test(`an archive is ${what}`, async () => {
    const { the } = await made({ teams: `crm: { events: { A: { ordered: true, retention: 7d${retired} } } }` });
    assert.equal(the("topic:A").properties["archivePolicy"], policy);
  });

for (const [what, teams, code, message] of [
  [
    "exactlyOnce without order",
    "crm: { events: { A: {} } }\nsales: { subscriptions: [{ event: A, exactlyOnce: true }] }",
    "exactly-once-needs-order",
    /^sales\/A asks for exactlyOnce, which SQS does in FIFO queues alone .* add "ordered: true"/,
  ],
  [
    "retention without order",
    "crm: { events: { A: { retention: 7d } } }",
    "retention-needs-order",
    /^A asks for retention, which SNS does for FIFO topics alone/,
  ],
  [
    "a longer retention than SNS has",
    "crm: { events: { A: { ordered: true, retention: 366d } } }",
    "out-of-range",
    /^A: the retention is 31622400 seconds; SNS keeps messages up to 365 days/,
  ],
] as const)
  test(`${what} is refused`, async () => {
    const { findings } = await made({ teams });
    assert.deepEqual(
      findings.map((found) => [found.code, found.severity]),
      [[code, "error"]],
    );
    assert.match(findings[0]?.message ?? "", message);
    assert.equal(findings[0]?.span.file, "topology.yaml");
  });
