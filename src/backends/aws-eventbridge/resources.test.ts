import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluator } from "../aws/test-support/evaluate.ts";
import { assertDelivery, assertGrants } from "../aws/test-support/grants.ts";
import { awsInput, example, roleArn } from "../aws/test-support/input.ts";
import { assertLaws, assertNothingChanged } from "../aws/test-support/laws.ts";
import { arbitrarySketch } from "../test-support/arbitrary-sketch.ts";
import { busArn, sourceOf } from "./names.ts";
import { resources } from "./resources.ts";
import { rulesOf } from "./rule.ts";

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

test("the laws hold for every topology", () => {
  fc.assert(fc.property(arbitrarySketch, (sketch) => assertLaws(resources(awsInput(sketch)))));
});

test("only owners publish and only subscribers consume, in every topology", () => {
  const check = (input: ReturnType<typeof awsInput>) => {
    const { organization } = input.desired;
    const made = resources(input);
    assertGrants(input, made, ({ event, team }) => ({
      action: "events:PutEvents",
      resource: busArn(input.stack.place, organization, team),
      context: { "events:source": [sourceOf(organization, team)], "events:detail-type": [event] },
    }));
    assertDelivery(input, made, "events.amazonaws.com", (subscription) =>
      rulesOf(input.stack.place, organization, subscription).map(({ arn }) => arn),
    );
  };
  check(awsInput(example));
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => check(awsInput(sketch))),
    { numRuns: 30 },
  );
});

for (const [name, context, allowed] of [
  ["its own event", { "events:source": ["ar.crm"], "events:detail-type": ["CUSTOMER_CREATED"] }, true],
  ["an event it does not own", { "events:source": ["ar.crm"], "events:detail-type": ["EMAIL_SENT"] }, false],
  ["another team's source", { "events:source": ["ar.marketing"], "events:detail-type": ["CUSTOMER_CREATED"] }, false],
  [
    "a batch with one foreign event",
    { "events:source": ["ar.crm"], "events:detail-type": ["CUSTOMER_CREATED", "EMAIL_SENT"] },
    false,
  ],
] as const) {
  test(`the owner puts ${name} on its bus: ${allowed ? "allowed" : "refused"}`, () => {
    const resource = "arn:aws:events:eu-west-1:111122223333:event-bus/ar_crm";
    assert.equal(evaluator(all)({ caller: roleArn("crm"), action: "events:PutEvents", resource, context }), allowed);
  });
}

test("a new subscriber changes nothing of the others, in every topology", () => {
  fc.assert(
    fc.property(arbitrarySketch, (sketch) => {
      const events = Object.keys(sketch.events) as [string, ...string[]];
      const newcomer = { team: "newcomer", queue: "all", events };
      const grown = { ...sketch, queues: [...(sketch.queues ?? []), newcomer] };
      assertNothingChanged(resources(awsInput(sketch)), resources(awsInput(grown)), "newcomer");
    }),
  );
});
