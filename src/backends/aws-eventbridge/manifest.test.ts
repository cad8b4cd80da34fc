import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, roleArn } from "../aws/test-support/input.ts";
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
