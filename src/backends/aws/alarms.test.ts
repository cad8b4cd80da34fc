import assert from "node:assert/strict";
import { test } from "node:test";
import type { Alarms } from "../../topology/topology.ts";
import { deadLetterAlarm, oldestMessageAlarm, undeliverableAlarm } from "./alarms.ts";
import { awsInput } from "./test-support/input.ts";

function subscriptionWith(alarms: Alarms) {
  const input = awsInput({ events: { A: "crm" }, queues: [{ team: "sales", events: ["A"], settings: { alarms } }] });
  const [subscription] = input.desired.subscriptions;
  assert.ok(subscription);
  return subscription;
}

const queue = { id: "subscription:sales/A", name: "ar_sales_A", provider: "provider:aws/111122223333/eu-west-1" };

test("an alarm says what it is about, stands beside its queue and comes after it", () => {
  const subscription = subscriptionWith({ oldestMessageSeconds: 600 });
  const of = { subscription, labels: { cost: "events" }, notify: "arn:aws:sns:eu-west-1:111122223333:alarms" };
  assert.deepEqual(oldestMessageAlarm(of, queue), [
    {
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      id: "alarm:subscription:sales/A",
      name: "ar_sales_A-oldest-message",
      team: "sales",
      provider: queue.provider,
      properties: {
        name: "ar_sales_A-oldest-message",
        alarmDescription: "sales/A: its oldest message is 600 seconds old or older",
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: "ar_sales_A" },
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 600,
        treatMissingData: "notBreaching",
        alarmActions: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
        tags: {
          cost: "events",
          "event-topology:team": "sales",
          "event-topology:queue": "A",
          "managed-by": "event-topology",
        },
      },
      dependsOn: ["subscription:sales/A"],
      holdsMessages: false,
    },
  ]);
});

test("only what the file asks for is watched", () => {
  const of = { subscription: subscriptionWith({ deadLetters: 1 }), labels: {}, notify: undefined };
  assert.equal(deadLetterAlarm(of, queue).length, 1);
  assert.deepEqual([...oldestMessageAlarm(of, queue), ...undeliverableAlarm(of, queue)], []);
});

test("without a channel an alarm does nothing", () => {
  const of = { subscription: subscriptionWith({ deadLetters: 1 }), labels: {}, notify: undefined };
  assert.equal("alarmActions" in (deadLetterAlarm(of, queue)[0]?.properties ?? {}), false);
});
