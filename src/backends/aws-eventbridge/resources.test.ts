import assert from "node:assert/strict";
import { test } from "node:test";
import type { AwsPlace } from "../aws/place.ts";
import { accountOf, awsInput, example, ownAccounts, parsed, place } from "../aws/test-support/input.ts";
import { checkBusKeys } from "./check-keys.ts";
import { checkOptionValues } from "./check-options.ts";
import { resources } from "./resources.ts";

const all = resources(awsInput(example));
const byId = new Map(all.map((resource) => [resource.id, resource]));

test("two resources an owner, three a subscription, two a rule, one a role", () => {
  const owners = 2;
  const subscriptions = 4;
  const rules = 4;
  const roles = 3;
  assert.equal(all.length, 2 * owners + 3 * subscriptions + 2 * rules + roles);
});

test("a bus belongs to an owner and is tagged", () => {
  assert.deepEqual(byId.get("event-bus:crm"), {
    type: "aws:cloudwatch/eventBus:EventBus",
    id: "event-bus:crm",
    name: "ar_crm",
    team: "crm",
    provider: "provider:aws/111122223333/eu-west-1",
    properties: { name: "ar_crm", tags: { "event-topology:team": "crm", "managed-by": "event-topology" } },
    dependsOn: [],
    holdsMessages: false,
  });
  assert.equal(byId.has("event-bus:data-analysis"), false);
});

test("one rule for all events of an owner that feed a queue", () => {
  assert.deepEqual(byId.get("rule:marketing/audience-projection/crm"), {
    type: "aws:cloudwatch/eventRule:EventRule",
    id: "rule:marketing/audience-projection/crm",
    name: "marketing_audience-projection",
    team: "marketing",
    provider: "provider:aws/111122223333/eu-west-1",
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

test("the target sends the message alone, and comes after its queues", () => {
  assert.deepEqual(byId.get("target:marketing/CUSTOMER_CREATED/crm"), {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    id: "target:marketing/CUSTOMER_CREATED/crm",
    name: "marketing_CUSTOMER_CREATED",
    team: "marketing",
    provider: "provider:aws/111122223333/eu-west-1",
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
      "subscription:marketing/CUSTOMER_CREATED",
      "undeliverable-queue:marketing/CUSTOMER_CREATED",
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

test("to another account a rule delivers under a role, and keeps what it cannot deliver in its own", () => {
  const across = new Map(resources(awsInput(example, ownAccounts())).map((resource) => [resource.id, resource]));
  const [crm, marketing] = ["crm", "marketing"].map(accountOf);
  const path = "marketing/CUSTOMER_CREATED/crm";
  const rule = `arn:aws:events:eu-west-1:${crm}:rule/ar_crm/marketing_CUSTOMER_CREATED`;
  const queue = `arn:aws:sqs:eu-west-1:${marketing}:ar_marketing_CUSTOMER_CREATED`;
  const role = `arn:aws:iam::${crm}:role/ar_eu-west-1_crm_marketing_CUSTOMER_CREATED`;

  const target = across.get(`target:${path}`);
  assert.equal(target?.properties["arn"], queue);
  assert.equal(target?.properties["roleArn"], role);
  const undeliverable = across.get(`undeliverable-queue:${path}`);
  assert.match(undeliverable?.name ?? "", /^ar_marketing_CUSTOMER_CREATED_from_crm-[0-9a-f]{8}-undeliverable$/);
  assert.equal(undeliverable?.holdsMessages, true);
  assert.deepEqual(target?.properties["deadLetterConfig"], {
    arn: `arn:aws:sqs:eu-west-1:${crm}:${undeliverable?.name}`,
  });
  assert.deepEqual(target?.dependsOn, [
    "subscription:marketing/CUSTOMER_CREATED",
    `policy:role:${path}`,
    `undeliverable-queue:${path}`,
    `rule:${path}`,
  ]);

  const inOwners = [
    `rule:${path}`,
    `target:${path}`,
    `role:${path}`,
    `policy:role:${path}`,
    `undeliverable-queue:${path}`,
  ];
  for (const id of inOwners) {
    assert.equal(across.get(id)?.provider, `provider:aws/${crm}/eu-west-1`, id);
    assert.equal(across.get(id)?.team, "marketing", id);
  }
  assert.deepEqual(parsed(across.get(`role:${path}`)?.properties["assumeRolePolicy"]).Statement, [
    {
      Sid: "AssumedForTheRule",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { ArnEquals: { "aws:SourceArn": rule }, StringEquals: { "aws:SourceAccount": crm } },
    },
  ]);
  assert.deepEqual(parsed(across.get(`policy:role:${path}`)?.properties["policy"]).Statement, [
    { Sid: "Deliver", Effect: "Allow", Action: "sqs:SendMessage", Resource: queue },
  ]);
});

test("the policies on both sides name each other", () => {
  const across = new Map(resources(awsInput(example, ownAccounts())).map((resource) => [resource.id, resource]));
  const [crm, marketing] = ["crm", "marketing"].map(accountOf);
  const statements = (id: string) => parsed(across.get(id)?.properties["policy"]).Statement;
  const role = `arn:aws:iam::${crm}:role/ar_eu-west-1_crm_marketing_CUSTOMER_CREATED`;
  const [delivery, sending] = statements("subscription:marketing/CUSTOMER_CREATED");
  assert.deepEqual(delivery, {
    Sid: "AllowDeliveryFromOtherAccounts",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${crm}:root` },
    Action: "sqs:SendMessage",
    Resource: `arn:aws:sqs:eu-west-1:${marketing}:ar_marketing_CUSTOMER_CREATED`,
    Condition: { ArnEquals: { "aws:PrincipalArn": role } },
  });
  const consumer = `arn:aws:iam::${marketing}:role/marketing`;
  assert.deepEqual(sending?.Condition, { ArnNotEquals: { "aws:PrincipalArn": [consumer, role] } });

  const id = "undeliverable-queue:marketing/CUSTOMER_CREATED/crm";
  const elsewhere = statements(id);
  assert.deepEqual(
    elsewhere.map(({ Sid }) => Sid),
    ["AllowDelivery", "AllowConsumers", "DenySending", "DenyReadingToOthers", "DenyWithoutTls"],
  );
  assert.deepEqual(elsewhere[1]?.Principal, { AWS: `arn:aws:iam::${marketing}:root` });
  const [consume] = statements("policy:team:marketing/marketing").filter(({ Sid }) => Sid === "Consume");
  assert.ok(elsewhere[1] && [consume?.Resource].flat().includes(String(elsewhere[1].Resource)));
});

test("teams of one account are served as in a stack of one account", () => {
  const placeOf = () => ({ ...place, account: "444455556666" });
  const ids = resources(awsInput(example, { placeOf })).map(({ id }) => id);
  assert.deepEqual(ids, [...byId.keys()]);
});

test("values that EventBridge does not take are told", () => {
  const values = (age: number, attempts: number) => {
    const deliveryRetry = { maximumAgeSeconds: age, maximumAttempts: attempts };
    const [first, ...others] = example.queues ?? [];
    assert.ok(first);
    const queues = [{ ...first, settings: { eventbridge: { deliveryRetry } } }, ...others];
    return checkOptionValues(awsInput({ ...example, queues })).map(({ message }) => message);
  };
  assert.deepEqual(values(60, 0), []);
  assert.deepEqual(values(86_400, 185), []);
  const [age, attempts, ...more] = values(59, 186);
  assert.match(age ?? "", /^crm\/EMAIL_SENT: the maximumAge .* is 59s; EventBridge takes 1m to 1d/);
  assert.match(attempts ?? "", /maximumAttempts .* is 186; EventBridge takes 0 to 185/);
  assert.deepEqual(more, []);
  assert.match(values(90_000, 0)[0] ?? "", /maximumAge .* is 25h/);
});

test("with a key of the team's own, EventBridge may use it for the buses, and a role of another account for the queue", () => {
  const made = (more: (team: string) => Partial<AwsPlace>) => {
    const input = awsInput(example, ownAccounts(more));
    const found = new Map(resources(input).map((resource) => [resource.id, resource]));
    return { found, warnings: checkBusKeys(input).map(({ code, message }) => `${code}: ${message}`) };
  };
  const { found, warnings } = made(() => ({ kmsKey: "create" }));
  const alias = "alias/event-topology_ar_crm";
  assert.equal(found.get("event-bus:crm")?.properties["kmsKeyIdentifier"], alias);
  assert.ok(found.get("event-bus:crm")?.dependsOn.includes("key:crm/alias"));
  const key = parsed(found.get("key:crm")?.properties["policy"]);
  const buses = key.Statement.find(({ Sid }) => Sid === "AllowEventBuses");
  const account = accountOf("crm");
  assert.deepEqual(buses?.Condition, {
    ArnLike: {
      "aws:SourceArn": [
        `arn:aws:events:eu-west-1:${account}:archive/ar_*`,
        `arn:aws:events:eu-west-1:${account}:event-bus/ar_*`,
      ],
    },
  });
  const role = parsed(found.get("policy:role:marketing/CUSTOMER_CREATED/crm")?.properties["policy"]);
  const use = role.Statement.find(({ Sid }) => Sid === "UseKeyOfQueue");
  assert.equal(use?.Resource, `arn:aws:kms:eu-west-1:${accountOf("marketing")}:key/*`);
  assert.deepEqual(
    warnings.map((text) => text.split(" waits ")[0]),
    ["crm/EMAIL_SENT", "data-analysis/EMAIL_SENT", "marketing/CUSTOMER_CREATED", "marketing/audience-projection"].map(
      (queue) => `queue-without-key: what EventBridge cannot deliver to ${queue}`,
    ),
  );

  const arn = `arn:aws:kms:eu-west-1:${account}:key/1`;
  const given = made((team) => (team === "crm" ? { kmsKey: arn } : {}));
  assert.equal(given.found.get("event-bus:crm")?.properties["kmsKeyIdentifier"], arn);
  assert.equal(given.found.has("key:crm"), false);
  assert.match(given.warnings[0] ?? "", /key-policy-not-managed.*this statement.*AllowEventBuses/);
  assert.deepEqual(made(() => ({})).warnings, []);
});
