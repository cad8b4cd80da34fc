import assert from "node:assert/strict";
import { test } from "node:test";
import { queueTrio } from "./queue-names.ts";
import { queuePolicies, undeliverablePolicy } from "./queue-policies.ts";
import { rolesOf } from "./role.ts";
import { parsed, place, roleArn } from "./test-support/input.ts";

const topic = (name: string) => `arn:aws:sns:eu-west-1:111122223333:${name}`;
const queues = queueTrio(place, "ar", { key: { team: "crm", queue: "Q", generation: 1 } });
const feeder = { service: "sns.amazonaws.com", sourceArns: [topic("b"), topic("a")] };
const policies = queuePolicies(queues, feeder, rolesOf([roleArn("crm")]));

const denyWithoutTls = (resource: string) => ({
  Sid: "DenyWithoutTls",
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Resource: resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const denyReading = (resource: string) => ({
  Sid: "DenyReadingToOthers",
  Effect: "Deny",
  Principal: "*",
  Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
  Resource: resource,
  Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("crm") } },
});
const allowDelivery = (resource: string) => ({
  Sid: "AllowDelivery",
  Effect: "Allow",
  Principal: { Service: "sns.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: resource,
  Condition: {
    ArnEquals: { "aws:SourceArn": [topic("a"), topic("b")] },
    StringEqualsIfExists: { "aws:SourceAccount": "111122223333" },
  },
});

const denySending = (resource: string, except: object = {}) => ({
  Sid: "DenySending",
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:SendMessage",
  Resource: resource,
  Condition: { Null: { "aws:SourceArn": "true" }, ...except },
});

test("the main queue: delivery in, consumers out", () => {
  const { arn } = queues.main;
  assert.deepEqual(parsed(policies.main).Statement, [
    allowDelivery(arn),
    denySending(arn, { ArnNotEquals: { "aws:PrincipalArn": roleArn("crm") } }),
    denyReading(arn),
    denyWithoutTls(arn),
  ]);
});

test("nobody sends to the dead-letter queue: SQS itself needs no policy", () => {
  const { arn } = queues.deadLetter;
  assert.deepEqual(parsed(policies.deadLetter).Statement, [
    { Sid: "DenySending", Effect: "Deny", Principal: "*", Action: "sqs:SendMessage", Resource: arn },
    denyReading(arn),
    denyWithoutTls(arn),
  ]);
});

test("the undeliverable queue takes what the service could not deliver", () => {
  const { arn } = queues.undeliverable;
  const policy = undeliverablePolicy(queues.undeliverable, feeder, rolesOf([roleArn("crm")]));
  assert.deepEqual(parsed(policy).Statement, [
    allowDelivery(arn),
    denySending(arn),
    denyReading(arn),
    denyWithoutTls(arn),
  ]);
});

test("without a consumer nobody can read", () => {
  const nobody = parsed(queuePolicies(queues, feeder, []).main).Statement;
  const reading = nobody.find(({ Sid }) => Sid === "DenyReadingToOthers");
  assert.equal(reading?.Effect, "Deny");
  assert.equal(reading?.Condition, undefined);
});

test("fifty topics fit into the 8,192 bytes of a queue policy", () => {
  const sourceArns = Array.from(
    { length: 50 },
    (_, index) => `arn:aws:sns:eu-west-1:111122223333:ar_CUSTOMER_ADDRESS_CHANGED_${index}`,
  );
  const { main } = queuePolicies(queues, { ...feeder, sourceArns }, rolesOf([roleArn("crm")]));
  assert.ok(main.length < 8192, String(main.length));
});

test("what nobody delivers in the service's name, nobody sends", () => {
  const roles = [{ arn: "arn:aws:iam::444455556666:role/d", place: { ...place, account: "444455556666" } }];
  const across = { ...feeder, sourceArns: [], roles };
  const consumers = rolesOf([roleArn("crm")]);
  const { main } = queuePolicies(queues, across, consumers);
  assert.deepEqual(
    parsed(main).Statement.map(({ Sid }) => Sid),
    ["AllowDeliveryFromOtherAccounts", "DenySending", "DenyReadingToOthers", "DenyWithoutTls"],
  );
  const [sending] = parsed(undeliverablePolicy(queues.undeliverable, across, consumers)).Statement;
  assert.equal(sending?.Sid, "DenySending");
  assert.equal(sending?.Condition, undefined);
});
