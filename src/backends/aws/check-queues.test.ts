import assert from "node:assert/strict";
import { test } from "node:test";
import { checkQueues } from "./check-queues.ts";
import { awsInput } from "./test-support/input.ts";

for (const [setting, value, message] of [
  ["ackDeadlineSeconds", 0, undefined],
  ["ackDeadlineSeconds", 43_200, undefined],
  ["ackDeadlineSeconds", 43_201, /crm\/A: the ack deadline is 43201; SQS takes 0 to 43200 seconds/],
  ["retentionSeconds", 60, undefined],
  ["retentionSeconds", 59, /the retention is 59; SQS takes 60 to 1209600 seconds/],
  ["retentionSeconds", 1_209_600, undefined],
  ["retentionSeconds", 1_209_601, /the retention is 1209601/],
  ["maxDeliveryAttempts", 1, undefined],
  ["maxDeliveryAttempts", 0, /maxDeliveryAttempts is 0; SQS takes 1 to 1000 attempts/],
  ["maxDeliveryAttempts", 1000, undefined],
  ["maxDeliveryAttempts", 1001, /maxDeliveryAttempts is 1001/],
] as const) {
  test(`${setting} ${value} is ${message === undefined ? "accepted" : "out of range"}`, () => {
    const input = awsInput({
      events: { A: "billing" },
      queues: [{ team: "crm", events: ["A"], settings: { [setting]: value } }],
    });
    const found = checkQueues(input);
    assert.equal(found.length, message === undefined ? 0 : 1);
    if (message === undefined) return;
    assert.match(found[0]?.message ?? "", message);
    assert.equal(found[0]?.code, "out-of-range");
    assert.deepEqual(found[0]?.span, input.origins.get("subscription:crm/A"));
  });
}
