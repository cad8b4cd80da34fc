import assert from "node:assert/strict";
import { test } from "node:test";
import { accountOf, awsInput, example, ownAccounts, parsed } from "../aws/test-support/input.ts";
import { resources } from "./resources.ts";

const all = resources(awsInput(example));
const byId = new Map(all.map((resource) => [resource.id, resource]));

test("two resources an event, three a subscription, one a feed, one a role", () => {
  const events = 4;
  const subscriptions = 4;
  const feeds = 6;
  const roles = 3;
  assert.equal(all.length, 2 * events + 3 * subscriptions + feeds + roles);
});

test("a topic is encrypted and tagged", () => {
  assert.deepEqual(byId.get("topic:EMAIL_SENT"), {
    type: "aws:sns/topic:Topic",
    id: "topic:EMAIL_SENT",
    name: "ar_EMAIL_SENT",
    team: "marketing",
    provider: "provider:aws/111122223333/eu-west-1",
    properties: {
      name: "ar_EMAIL_SENT",
      kmsMasterKeyId: "alias/aws/sns",
      tags: {
        "event-topology:team": "marketing",
        "event-topology:event": "EMAIL_SENT",
        "managed-by": "event-topology",
      },
    },
    dependsOn: [],
    holdsMessages: true,
  });
});

test("a topic's policy stays while the topic lives", () => {
  const { retainOnDelete, deletedWith, dependsOn, team } = byId.get("policy:topic:EMAIL_SENT") ?? {};
  assert.deepEqual(
    { retainOnDelete, deletedWith, dependsOn, team },
    {
      retainOnDelete: true,
      deletedWith: "topic:EMAIL_SENT",
      dependsOn: ["topic:EMAIL_SENT"],
      team: "marketing",
    },
  );
});

test("an SNS subscription is raw, filtered, and comes after its queues", () => {
  assert.deepEqual(byId.get("feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED"), {
    type: "aws:sns/topicSubscription:TopicSubscription",
    id: "feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED",
    name: "ar_CUSTOMER_CREATED",
    team: "marketing",
    provider: "provider:aws/111122223333/eu-west-1",
    properties: {
      topic: "arn:aws:sns:eu-west-1:111122223333:ar_CUSTOMER_CREATED",
      protocol: "sqs",
      endpoint: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED",
      rawMessageDelivery: true,
      filterPolicy: '{"country":["sg","th"]}',
      filterPolicyScope: "MessageAttributes",
      redrivePolicy:
        '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED-undeliverable"}',
    },
    dependsOn: [
      "subscription:marketing/CUSTOMER_CREATED",
      "undeliverable-queue:marketing/CUSTOMER_CREATED",
      "topic:CUSTOMER_CREATED",
    ],
    holdsMessages: false,
  });
  const unfiltered = byId.get("feed:crm/EMAIL_SENT/EMAIL_SENT")?.properties ?? {};
  assert.equal("filterPolicy" in unfiltered || "filterPolicyScope" in unfiltered, false);
});

test("in accounts of their own the queue's owner subscribes, after the topic's policy lets it in", () => {
  const across = new Map(resources(awsInput(example, ownAccounts())).map((resource) => [resource.id, resource]));
  const [crm, marketing] = ["crm", "marketing"].map((team) => `provider:aws/${accountOf(team)}/eu-west-1`);
  assert.deepEqual([...across.keys()], [...byId.keys()]);
  const feed = across.get("feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED");
  assert.equal(feed?.provider, marketing);
  assert.equal(feed?.properties["topic"], `arn:aws:sns:eu-west-1:${accountOf("crm")}:ar_CUSTOMER_CREATED`);
  assert.deepEqual(feed?.dependsOn, [
    "subscription:marketing/CUSTOMER_CREATED",
    "undeliverable-queue:marketing/CUSTOMER_CREATED",
    "policy:topic:CUSTOMER_CREATED",
    "topic:CUSTOMER_CREATED",
  ]);
  for (const id of ["topic:CUSTOMER_CREATED", "policy:topic:CUSTOMER_CREATED", "policy:team:crm/crm"])
    assert.equal(across.get(id)?.provider, crm, id);
  const [delivery] = parsed(across.get("subscription:marketing/CUSTOMER_CREATED")?.properties["policy"]).Statement;
  assert.deepEqual(delivery?.Condition, {
    ArnEquals: { "aws:SourceArn": `arn:aws:sns:eu-west-1:${accountOf("crm")}:ar_CUSTOMER_CREATED` },
    StringEqualsIfExists: { "aws:SourceAccount": accountOf("crm") },
  });
});
