import type { AlertPolicyArgs } from "@pulumi/gcp/monitoring/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Subscription } from "../../desired-state/desired-state.ts";
import { partOf } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { deadLettersOf, subscriptionOf } from "./addresses.ts";
import { deadLetterSubscriptionId } from "./dead-letter-subscription.ts";
import { existingSubscriptions } from "./existing.ts";
import { labels, queueLabels } from "./labels.ts";
import { providerId } from "./project.ts";
import type { GcpPlace } from "./settings.ts";

/** Gauges of whole messages and seconds, of each subscription every minute: cloud.google.com/monitoring/api/metrics_gcp_p_z. */
const METRICS = { messages: "num_undelivered_messages", age: "oldest_unacked_message_age" } as const;

interface Alarm {
  /** Id of the subscription that is watched. */
  readonly of: string;
  /** It is not made here. */
  readonly exists: boolean;
  /** Its name in the cloud. */
  readonly subscription: string;
  readonly kind: "dead-letters" | "oldest-message";
  readonly metric: keyof typeof METRICS;
  /** The alarm goes off from this value on. */
  readonly from: number;
  readonly what: string;
}

/**
 * An alert policy for each Pub/Sub subscription of the queue that is to be watched. Nothing gets lost on the way to a
 * subscription, so that there is none for what could not be delivered.
 */
export function alarms(input: BackendInput<GcpPlace>, queue: Subscription): readonly CloudResource[] {
  const { desired, stack } = input;
  const { deadLetters, oldestMessageSeconds } = queue.alarms ?? {};
  const { organization } = desired;
  const generation = queue.key.generation === 1 ? "" : ` (generation ${queue.key.generation})`;
  const name = `${queue.team}/${queue.queue}${generation}`;
  const wanted: Alarm[] = [];
  const exists = existingSubscriptions(stack, queue) !== undefined;
  const dead = deadLettersOf(input, queue);
  if (deadLetters !== undefined && dead !== undefined)
    wanted.push({
      of: deadLetterSubscriptionId(queue),
      exists,
      subscription: dead.name,
      kind: "dead-letters",
      metric: "messages",
      from: deadLetters,
      what: `dead letters of ${name}`,
    });
  if (oldestMessageSeconds !== undefined)
    for (const feed of queue.feeds)
      wanted.push({
        of: feed.id,
        exists,
        subscription: subscriptionOf(input, queue, feed).name,
        kind: "oldest-message",
        metric: "age",
        from: oldestMessageSeconds,
        what: `old messages of ${feed.event} in ${name}`,
      });
  const place = stack.placeOf(queue.team);
  const userLabels = labels(stack.labels, queueLabels(queue, undefined));
  return wanted.map((alarm) => alertPolicy(alarm, { organization, team: queue.team, place, userLabels }));
}

interface Around {
  readonly organization: string;
  readonly team: string;
  readonly place: GcpPlace;
  readonly userLabels: Record<string, string>;
}

/** Cloud Monitoring compares by `more than` only, and both metrics are whole numbers: AlertPolicyConditionConditionThreshold.comparison. */
function alertPolicy(
  { of, exists, subscription, kind, metric, from, what }: Alarm,
  { organization, team, place, userLabels }: Around,
): CloudResource {
  const displayName = `${organization}: ${what}`;
  return {
    type: "gcp:monitoring/alertPolicy:AlertPolicy",
    id: partOf("alarm", of, kind),
    name: displayName,
    team,
    provider: providerId(place),
    properties: {
      project: place.project,
      displayName,
      combiner: "OR",
      conditions: [
        {
          displayName: what,
          conditionThreshold: {
            filter: `resource.type="pubsub_subscription" AND resource.labels.subscription_id="${subscription}" AND metric.type="pubsub.googleapis.com/subscription/${METRICS[metric]}"`,
            comparison: "COMPARISON_GT",
            thresholdValue: from - 1,
            duration: "0s",
            aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MAX" }],
          },
        },
      ],
      ...(place.notify && { notificationChannels: [...place.notify].sort() }),
      userLabels,
    } satisfies Unwrap<AlertPolicyArgs>,
    dependsOn: exists ? [] : [of],
    holdsMessages: false,
  };
}
