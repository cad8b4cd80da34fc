import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { taggedAs, tags } from "./tags.ts";

/** SQS tells CloudWatch its numbers once a minute (SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"). */
const PERIOD_SECONDS = 60;

/** A queue that an alarm is about; the alarm stands beside it. */
export interface AlarmedQueue {
  /** Id of the queue. */
  readonly id: string;
  readonly name: string;
  /** Id of the provider that makes the queue. */
  readonly provider: string;
  /** It exists already, so nothing of this stack comes before the alarm. */
  readonly exists?: true;
}

/** Whose alarm it is and whom it tells. */
export interface AlarmOf {
  readonly subscription: Subscription;
  readonly labels: Readonly<Record<string, string>>;
  /** ARN of the SNS topic; without one the alarm is only seen in CloudWatch. */
  readonly notify: string | undefined;
}

/** Of all three kinds one each at most; none that the file does not ask for. */
export function deadLetterAlarm(of: AlarmOf, queue: AlarmedQueue): readonly CloudResource[] {
  return messagesAlarm(of, queue, "dead-letters", of.subscription.alarms?.deadLetters, "messages that nobody handled");
}

export function undeliverableAlarm(of: AlarmOf, queue: AlarmedQueue): readonly CloudResource[] {
  const what = "messages that could not be delivered";
  return messagesAlarm(of, queue, "undeliverable", of.subscription.alarms?.undeliverable, what);
}

export function oldestMessageAlarm(of: AlarmOf, queue: AlarmedQueue): readonly CloudResource[] {
  const seconds = of.subscription.alarms?.oldestMessageSeconds;
  if (seconds === undefined) return [];
  const about = `its oldest message is ${seconds} seconds old or older`;
  return [metricAlarm(of, queue, "oldest-message", "ApproximateAgeOfOldestMessage", seconds, about)];
}

function messagesAlarm(
  of: AlarmOf,
  queue: AlarmedQueue,
  kind: string,
  threshold: number | undefined,
  what: string,
): readonly CloudResource[] {
  if (threshold === undefined) return [];
  const about = `${threshold} or more ${what}`;
  return [metricAlarm(of, queue, kind, "ApproximateNumberOfMessagesVisible", threshold, about)];
}

/** A queue that is idle for hours tells nothing: that is no alarm. */
function metricAlarm(
  { subscription, labels, notify }: AlarmOf,
  queue: AlarmedQueue,
  kind: string,
  metricName: string,
  threshold: number,
  about: string,
): CloudResource {
  // A queue's name has at most 80 characters, an alarm's 255 (CloudWatch API Reference, PutMetricAlarm).
  const name = `${queue.name}-${kind}`;
  return {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    id: partOf("alarm", queue.id),
    name,
    team: subscription.team,
    provider: queue.provider,
    properties: {
      name,
      alarmDescription: `${subscription.team}/${subscription.queue}: ${about}`,
      namespace: "AWS/SQS",
      metricName,
      dimensions: { QueueName: queue.name },
      statistic: "Maximum",
      period: PERIOD_SECONDS,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold,
      treatMissingData: "notBreaching",
      ...(notify !== undefined && { alarmActions: [notify] }),
      tags: tags(labels, taggedAs(subscription)),
    } satisfies Unwrap<MetricAlarmArgs>,
    dependsOn: queue.exists ? [] : [queue.id],
    holdsMessages: false,
  };
}
