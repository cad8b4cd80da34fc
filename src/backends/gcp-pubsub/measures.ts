import type { CloudResource, Json } from "../cloud-resource.ts";
import type { Tally } from "../tally.ts";
import { PUBSUB } from "./quotas.ts";

/** The label that the Pulumi provider adds (ProviderArgs.addPulumiAttributionLabel). */
const ATTRIBUTION = 1;

/** What one resource alone uses of the quotas, read from its properties. */
export function measure(resource: CloudResource, tally: Tally): void {
  const { type, name, properties } = resource;
  switch (type) {
    case "gcp:pubsub/topic:Topic":
      tally.add(PUBSUB.nameCharacters, name.length, resource);
      tally.add(PUBSUB.topicRetention, seconds(properties["messageRetentionDuration"]), resource);
      measureLabels(resource, tally);
      return;
    case "gcp:pubsub/subscription:Subscription": {
      const { minimumBackoff, maximumBackoff } = Object(properties["retryPolicy"]);
      const { maxDeliveryAttempts } = Object(properties["deadLetterPolicy"]);
      const { filter } = properties;
      tally.add(PUBSUB.nameCharacters, name.length, resource);
      tally.add(PUBSUB.ackDeadline, number(properties["ackDeadlineSeconds"]), resource);
      tally.add(PUBSUB.retention, seconds(properties["messageRetentionDuration"]), resource);
      tally.add(PUBSUB.backoff, seconds(maximumBackoff ?? minimumBackoff), resource);
      tally.add(PUBSUB.deliveryAttempts, number(maxDeliveryAttempts), resource);
      if (typeof filter === "string") tally.add(PUBSUB.filterBytes, Buffer.byteLength(filter), resource);
      measureLabels(resource, tally);
      return;
    }
    case "gcp:pubsub/schema:Schema":
      tally.add(PUBSUB.nameCharacters, name.length, resource);
      tally.add(PUBSUB.schemaBytes, Buffer.byteLength(String(properties["definition"] ?? "")), resource);
      return;
    default:
  }
}

function measureLabels(resource: CloudResource, tally: Tally): void {
  let [count, longest] = [ATTRIBUTION, 0];
  const labels: Readonly<Record<string, string>> = Object(resource.properties["labels"]);
  for (const key of Object.keys(labels)) {
    count += 1;
    longest = Math.max(longest, key.length, labels[key]?.length ?? 0);
  }
  tally.add(PUBSUB.labelsPerResource, count, resource);
  tally.add(PUBSUB.labelCharacters, longest, resource);
}

function number(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** A duration as Google writes it: `600s`. */
function seconds(value: Json | undefined): number | undefined {
  return typeof value === "string" && /^\d+(\.\d+)?s$/.test(value) ? Number.parseFloat(value) : undefined;
}
