import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example } from "../aws/test-support/input.ts";
import { resources } from "./resources.ts";

const all = resources(awsInput(example));
const byId = new Map(all.map((resource) => [resource.id, resource]));

test("two resources an event, seven a subscription, one a feed, one a role", () => {
  const events = 4;
  const subscriptions = 4;
  const feeds = 6;
  const roles = 3;
  assert.equal(all.length, 2 * events + 7 * subscriptions + feeds + roles);
});

test("a topic is encrypted and tagged", () => {
  assert.deepEqual(byId.get("topic:EMAIL_SENT"), {
    type: "aws:sns/topic:Topic",
    id: "topic:EMAIL_SENT",
    name: "ar_EMAIL_SENT",
    team: "marketing",
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

test("an SNS subscription is raw, filtered, and comes after the policies of its queues", () => {
  assert.deepEqual(byId.get("feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED"), {
    type: "aws:sns/topicSubscription:TopicSubscription",
    id: "feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED",
    name: "ar_CUSTOMER_CREATED",
    team: "marketing",
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
      "policy:subscription:marketing/CUSTOMER_CREATED",
      "policy:undeliverable-queue:marketing/CUSTOMER_CREATED",
      "topic:CUSTOMER_CREATED",
    ],
    holdsMessages: false,
  });
  const unfiltered = byId.get("feed:crm/EMAIL_SENT/EMAIL_SENT")?.properties ?? {};
  assert.equal("filterPolicy" in unfiltered || "filterPolicyScope" in unfiltered, false);
});
