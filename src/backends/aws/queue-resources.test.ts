import assert from "node:assert/strict";
import { test } from "node:test";
import { queueResources } from "./queue-resources.ts";
import { awsInput, example } from "./test-support/input.ts";

const input = awsInput(example, { labels: { cost: "events" } });
const subscription = input.desired.subscriptions.find(({ id }) => id === "subscription:marketing/CUSTOMER_CREATED");
assert.ok(subscription);
const resources = queueResources(input, subscription, {
  service: "sns.amazonaws.com",
  sourceArns: ["arn:aws:sns:eu-west-1:111122223333:t"],
});
const byId = new Map(resources.map((resource) => [resource.id, resource]));
const url = "https://sqs.eu-west-1.amazonaws.com/111122223333/ar_marketing_CUSTOMER_CREATED";

test("three queues, a policy each, and who may use the dead-letter queue", () => {
  assert.deepEqual([...byId.keys()].sort(), [
    "dead-letter-queue:marketing/CUSTOMER_CREATED",
    "policy:dead-letter-queue:marketing/CUSTOMER_CREATED",
    "policy:subscription:marketing/CUSTOMER_CREATED",
    "policy:undeliverable-queue:marketing/CUSTOMER_CREATED",
    "redrive-allow:dead-letter-queue:marketing/CUSTOMER_CREATED",
    "subscription:marketing/CUSTOMER_CREATED",
    "undeliverable-queue:marketing/CUSTOMER_CREATED",
  ]);
});

test("the main queue has the subscription's values and comes after its dead-letter queue", () => {
  assert.deepEqual(byId.get("subscription:marketing/CUSTOMER_CREATED"), {
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
  });
});

test("what holds dead letters keeps them for the longest time and has no redrive of its own", () => {
  for (const id of ["dead-letter-queue:marketing/CUSTOMER_CREATED", "undeliverable-queue:marketing/CUSTOMER_CREATED"]) {
    const queue = byId.get(id);
    assert.equal(queue?.properties["messageRetentionSeconds"], 1209600);
    assert.equal(queue?.properties["redrivePolicy"], undefined);
    assert.equal(queue?.holdsMessages, true);
  }
});

test("an attachment is never stripped from a live queue, and goes with it", () => {
  assert.deepEqual(byId.get("redrive-allow:dead-letter-queue:marketing/CUSTOMER_CREATED"), {
    type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    id: "redrive-allow:dead-letter-queue:marketing/CUSTOMER_CREATED",
    name: "ar_marketing_CUSTOMER_CREATED-dlq",
    team: "marketing",
    provider: "provider:aws/111122223333/eu-west-1",
    properties: {
      queueUrl: `${url}-dlq`,
      redriveAllowPolicy:
        '{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED"]}',
    },
    dependsOn: ["dead-letter-queue:marketing/CUSTOMER_CREATED", "subscription:marketing/CUSTOMER_CREATED"],
    holdsMessages: false,
    retainOnDelete: true,
    deletedWith: "dead-letter-queue:marketing/CUSTOMER_CREATED",
  });
  const policies = resources.filter(({ type }) => type === "aws:sqs/queuePolicy:QueuePolicy");
  assert.equal(policies.length, 3);
  for (const { id, retainOnDelete, deletedWith, dependsOn } of policies) {
    assert.equal(retainOnDelete, true);
    assert.equal(id, `policy:${deletedWith}`);
    assert.deepEqual(dependsOn, [deletedWith]);
  }
});
