import assert from "node:assert/strict";
import { test } from "node:test";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { checkQueues } from "./check-queues.ts";
import { awsInput } from "./test-support/input.ts";

function check(settings: Partial<Subscription>) {
  const input = awsInput({ events: { A: "crm" }, queues: [{ team: "sales", events: ["A"], settings }] });
  const found = checkQueues(input);
  for (const { span, code, severity } of found) {
    assert.deepEqual(span, input.origins.get("subscription:sales/A"));
    assert.deepEqual([code, severity], ["out-of-range", "error"]);
  }
  return found.map(({ message }) => message);
}

for (const settings of [
  {},
  { ackDeadlineSeconds: 0 },
  { ackDeadlineSeconds: 43_200 },
  { retentionSeconds: 60 },
  { retentionSeconds: 1_209_600 },
  { maxDeliveryAttempts: 1 },
  { maxDeliveryAttempts: 1000 },
  { delaySeconds: 900 },
  { maxMessageBytes: 1024 },
  { maxMessageBytes: 1_048_576 },
  { retentionSeconds: 600, alarms: { oldestMessageSeconds: 600 } },
])
  test(`SQS takes ${JSON.stringify(settings)}`, () => assert.deepEqual(check(settings), []));

for (const [settings, message] of [
  [{ ackDeadlineSeconds: 43_201 }, /^sales\/A: the ack deadline is 43201; SQS takes 0 to 43200 seconds/],
  [{ retentionSeconds: 59 }, /the retention is 59; SQS takes 60 to 1209600 seconds/],
  [{ retentionSeconds: 1_209_601 }, /the retention is 1209601/],
  [{ maxDeliveryAttempts: 0 }, /maxDeliveryAttempts is 0; SQS takes 1 to 1000 attempts/],
  [{ maxDeliveryAttempts: 1001 }, /maxDeliveryAttempts is 1001/],
  [{ delaySeconds: 901 }, /^sales\/A: the delay is 901; SQS takes 0 to 900 seconds \(15 minutes\) \(SQS API Reference/],
  [{ maxMessageBytes: 1023 }, /the maxMessageSize is 1023; SQS takes 1024 to 1048576 bytes/],
  [{ maxMessageBytes: 1_048_577 }, /the maxMessageSize is 1048577;/],
  [
    { retentionSeconds: 600, alarms: { oldestMessageSeconds: 601 } },
    /the alarm on the oldest message is 601;.* 1 to 600 seconds/,
  ],
] as const)
  test(`SQS refuses ${JSON.stringify(settings)}`, () => {
    const [found, ...rest] = check(settings);
    assert.match(found ?? "", message);
    assert.deepEqual(rest, []);
  });
