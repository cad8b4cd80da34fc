import type { SubscriptionIAMMemberArgs, TopicIAMMemberArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import { partOf } from "../../desired-state/id.ts";
import type { CloudResource } from "../cloud-resource.ts";

/**
 * Pub/Sub's own account, which moves messages to dead-letter topics. It is that of the project that holds the
 * subscription: cloud.google.com/pubsub/docs/handling-failures, "Grant the forwarding permissions".
 */
export function serviceAgent(projectNumber: string): string {
  return `serviceAccount:service-${projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`;
}

/** Lets a member publish to a topic. Additive: it never removes what others granted (cloud reference, section 4, P6). */
export function publisher(
  topic: CloudResource,
  project: string,
  member: string,
  after: readonly string[] = [],
): CloudResource {
  const role = "roles/pubsub.publisher";
  return {
    ...grant(topic, "publisher", member, after),
    type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
    properties: { project, topic: topic.name, role, member } satisfies Unwrap<TopicIAMMemberArgs>,
  };
}

/** Lets a member pull from a subscription, acknowledge and seek. Additive. */
export function subscriber(
  subscription: CloudResource,
  project: string,
  member: string,
  after: readonly string[] = [],
): CloudResource {
  const role = "roles/pubsub.subscriber";
  return {
    ...grant(subscription, "subscriber", member, after),
    type: "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember",
    properties: { project, subscription: subscription.name, role, member } satisfies Unwrap<SubscriptionIAMMemberArgs>,
  };
}

function grant(on: CloudResource, role: string, member: string, after: readonly string[]) {
  return {
    id: partOf("grant", on.id, role, member),
    name: on.name,
    team: on.team,
    dependsOn: [on.id, ...after],
    holdsMessages: false,
    deletedWith: on.id,
  };
}
