import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example } from "../aws/test-support/input.ts";
import { resources } from "./resources.ts";

const all = resources(awsInput(example));
const byId = new Map(all.map((resource) => [resource.id, resource]));

test("two resources an owner, seven a subscription, two a rule, one a role", () => {
  const owners = 2;
  const subscriptions = 4;
  const rules = 4;
  const roles = 3;
  assert.equal(all.length, 2 * owners + 7 * subscriptions + 2 * rules + roles);
});

test("a bus belongs to an owner and is tagged", () => {
  assert.deepEqual(byId.get("event-bus:crm"), {
    type: "aws:cloudwatch/eventBus:EventBus",
    id: "event-bus:crm",
    name: "ar_crm",
    team: "crm",
    properties: { name: "ar_crm", tags: { "event-topology:team": "crm", "managed-by": "event-topology" } },
    dependsOn: [],
    holdsMessages: true,
  });
  assert.equal(byId.has("event-bus:data-analysis"), false);
});

test("one rule for all events of an owner that feed a queue", () => {
  assert.deepEqual(byId.get("rule:marketing/audience-projection/crm"), {
    type: "aws:cloudwatch/eventRule:EventRule",
    id: "rule:marketing/audience-projection/crm",
    name: "marketing_audience-projection",
    team: "marketing",
    properties: {
      name: "marketing_audience-projection",
      eventBusName: "ar_crm",
      eventPattern: '{"detail-type":["CUSTOMER_CREATED","CUSTOMER_DELETE","CUSTOMER_UPDATED"],"source":["ar.crm"]}',
      state: "ENABLED",
      tags: {
        "event-topology:team": "marketing",
        "event-topology:queue": "audience-projection",
        "managed-by": "event-topology",
      },
    },
    dependsOn: ["event-bus:crm"],
    holdsMessages: false,
  });
});

test("the target sends the message alone, and comes after the policies of its queues", () => {
  assert.deepEqual(byId.get("target:marketing/CUSTOMER_CREATED/crm"), {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    id: "target:marketing/CUSTOMER_CREATED/crm",
    name: "marketing_CUSTOMER_CREATED",
    team: "marketing",
    properties: {
      rule: "marketing_CUSTOMER_CREATED",
      eventBusName: "ar_crm",
      targetId: "queue",
      arn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED",
      inputPath: "$.detail.message",
      deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:111122223333:ar_marketing_CUSTOMER_CREATED-undeliverable" },
      retryPolicy: { maximumEventAgeInSeconds: 86400, maximumRetryAttempts: 185 },
    },
    dependsOn: [
      "policy:subscription:marketing/CUSTOMER_CREATED",
      "policy:undeliverable-queue:marketing/CUSTOMER_CREATED",
      "rule:marketing/CUSTOMER_CREATED/crm",
    ],
    holdsMessages: false,
  });
});

test("a queue fed by two owners has a rule on each bus", () => {
  const input = awsInput({
    events: { A: "crm", B: "hr" },
    queues: [{ team: "billing", queue: "q", events: ["A", "B"] }],
  });
  const rules = resources(input).filter(({ type }) => type === "aws:cloudwatch/eventRule:EventRule");
  assert.deepEqual(
    rules.map(({ id, properties }) => [id, properties["eventBusName"]]),
    [
      ["rule:billing/q/crm", "ar_crm"],
      ["rule:billing/q/hr", "ar_hr"],
    ],
  );
});
