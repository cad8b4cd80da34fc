import assert from "node:assert/strict";
import { test } from "node:test";
import { accountOf, awsInput, example, ownAccounts, roleArn } from "../aws/test-support/input.ts";
import { manifests } from "./manifest.ts";

test("an owner is told the bus, the source and the detail-type of its events", () => {
  const [crm, analysis] = manifests(awsInput(example));
  assert.deepEqual(crm?.publishes["CUSTOMER_CREATED"], {
    principals: [roleArn("crm")],
    to: {
      kind: "event-bus",
      eventBusArn: "arn:aws:events:eu-west-1:111122223333:event-bus/ar_crm",
      region: "eu-west-1",
      source: "ar.crm",
      detailType: "CUSTOMER_CREATED",
    },
  });
  assert.deepEqual(analysis?.publishes, {});
  assert.equal(analysis?.backend, "aws-eventbridge");
  assert.deepEqual(Object.keys(analysis?.consumes ?? {}), ["EMAIL_SENT"]);
});

test("a subscriber is told the queues in the accounts of the owners, too", () => {
  const manifest = manifests(awsInput(example, ownAccounts())).find(({ team }) => team === "marketing");
  const [elsewhere, ...rest] = manifest?.consumes["CUSTOMER_CREATED"]?.undeliverableElsewhere ?? [];
  assert.deepEqual(rest, []);
  assert.ok(elsewhere?.kind === "sqs-queue");
  assert.ok(
    elsewhere.queueArn.startsWith(`arn:aws:sqs:eu-west-1:${accountOf("crm")}:ar_marketing_CUSTOMER_CREATED_from_`),
  );
});
