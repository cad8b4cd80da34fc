import assert from "node:assert/strict";
import { test } from "node:test";
import { queueResources } from "./queue-resources.ts";
import { awsInput, example, parsed } from "./test-support/input.ts";

const input = awsInput(example, { labels: { cost: "events" } });
const subscription = input.desired.subscriptions.find(({ id }) => id === "subscription:marketing/CUSTOMER_CREATED");
assert.ok(subscription);
const resources = queueResources(input, subscription, {
  service: "sns.amazonaws.com",
  sourceArns: ["arn:aws:sns:eu-west-1:111122223333:t"],
});
const byId = new Map(resources.map((resource) => [resource.id, resource]));
const arn = "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED";

test("three queues, and nothing beside them that could be taken off a live queue", () => {
  assert.deepEqual([...byId.keys()].sort(), [
    "dead-letter-queue:marketing/CUSTOMER_CREATED",
    "subscription:marketing/CUSTOMER_CREATED",
    "undeliverable-queue:marketing/CUSTOMER_CREATED",
  ]);
});

test("the main queue has the subscription's values and comes after its dead-letter queue", () => {
  const main = byId.get("subscription:marketing/CUSTOMER_CREATED");
  const { policy, ...properties } = main?.properties ?? {};
  assert.equal(typeof policy, "string");
  assert.deepEqual(
    { ...main, properties },
    {
      type: "aws:sqs/queue:Queue",
      id: "subscription:marketing/CUSTOMER_CREATED",
      name: "ar_marketing_CUSTOMER_CREATED",
      team: "marketing",
      provider: "provider:aws/111122223333/eu-west-1",
      properties: {
        name: "ar_marketing_CUSTOMER_CREATED",
        maxMessageSize: 1048576,
        messageRetentionSeconds: 604800,
        receiveWaitTimeSeconds: 20,
        redrivePolicy:
          '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED-dlq","maxReceiveCount":10}',
        redriveAllowPolicy: '{"redrivePermission":"denyAll"}',
        sqsManagedSseEnabled: true,
        tags: {
          cost: "events",
          "event-topology:team": "marketing",
          "event-topology:queue": "CUSTOMER_CREATED",
          "managed-by": "event-topology",
        },
        visibilityTimeoutSeconds: 30,
      },
      dependsOn: ["dead-letter-queue:marketing/CUSTOMER_CREATED"],
      holdsMessages: true,
    },
  );
});

test("what holds dead letters keeps them for the longest time and has no redrive of its own", () => {
  for (const id of ["dead-letter-queue:marketing/CUSTOMER_CREATED", "undeliverable-queue:marketing/CUSTOMER_CREATED"]) {
    const queue = byId.get(id);
    assert.equal(queue?.properties["messageRetentionSeconds"], 1209600);
    assert.equal(queue?.properties["redrivePolicy"], undefined);
    assert.equal(queue?.holdsMessages, true);
  }
});

test("each queue has the policy of what it is, about itself", () => {
  const sids = (id: string) => {
    const { Statement } = parsed(byId.get(id)?.properties["policy"]);
    return { sids: Statement.map(({ Sid }) => Sid), about: [...new Set(Statement.map(({ Resource }) => Resource))] };
  };
  const guarded = ["DenySending", "DenyReadingToOthers", "DenyWithoutTls"];
  assert.deepEqual(sids("subscription:marketing/CUSTOMER_CREATED"), {
    sids: ["AllowDelivery", ...guarded],
    about: [arn],
  });
  assert.deepEqual(sids("dead-letter-queue:marketing/CUSTOMER_CREATED"), { sids: guarded, about: [`${arn}-dlq`] });
  assert.deepEqual(sids("undeliverable-queue:marketing/CUSTOMER_CREATED"), {
    sids: ["AllowDelivery", ...guarded],
    about: [`${arn}-undeliverable`],
  });
});

test("the main queue alone may use the dead-letter queue, and nobody the others", () => {
  const allow = (id: string) => JSON.parse(String(byId.get(id)?.properties["redriveAllowPolicy"]));
  assert.deepEqual(allow("dead-letter-queue:marketing/CUSTOMER_CREATED"), {
    redrivePermission: "byQueue",
    sourceQueueArns: [arn],
  });
  for (const id of ["subscription:marketing/CUSTOMER_CREATED", "undeliverable-queue:marketing/CUSTOMER_CREATED"])
    assert.deepEqual(allow(id), { redrivePermission: "denyAll" });
});
