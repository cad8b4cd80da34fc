import type { SubscriptionIAMMemberArgs, TopicIAMMemberArgs } from "@pulumi/gcp/pubsub/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import { partOf } from "../../desired-state/id.ts";
import type { CloudResource } from "../cloud-resource.ts";
import type { GcpPlace } from "./settings.ts";

interface Granted extends Pick<CloudResource, "id" | "name" | "team" | "provider"> {
  /** It is not made here. */
  readonly exists?: true;
}

/**
 * Pub/Sub's own account, which moves messages to dead-letter topics. It is that of the project that holds the
 * subscription: cloud.google.com/pubsub/docs/handling-failures, "Grant the forwarding permissions".
 */
export function serviceAgent({ projectNumber }: GcpPlace): string {
  return `serviceAccount:service-${projectNumber}@gcp-sa-pubsub.iam.gserviceaccount.com`;
}

/** Lets a member publish to a topic. Additive: it never removes what others granted (cloud reference, section 4, P6). */
export function publisher(
  topic: Granted,
  { project }: GcpPlace,
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
  subscription: Granted,
  { project }: GcpPlace,
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

/**
 * Lets whoever deploys to another project attach subscriptions to a topic (`pubsub.topics.attachSubscription`:
 * cloud.google.com/pubsub/docs/create-push-subscription, "Cross-project subscriptions"). On a topic the role gives
 * nothing else: to receive, one has to consume a subscription. Additive, and of the topic's owner: subscribers of one project
 * share its deployer, and a second grant of the same would take the first along when it goes.
 */
export function attacher(topic: Granted, { project }: GcpPlace, member: string): CloudResource {
  const role = "roles/pubsub.subscriber";
  return {
    ...grant(topic, "subscriber", member, []),
    type: "gcp:pubsub/topicIAMMember:TopicIAMMember",
    properties: { project, topic: topic.name, role, member } satisfies Unwrap<TopicIAMMemberArgs>,
  };
}

function grant(on: Granted, role: string, member: string, after: readonly string[]) {
  return {
    id: partOf("grant", on.id, role, member),
    name: on.name,
    team: on.team,
    provider: on.provider,
    dependsOn: [...(on.exists ? [] : [on.id]), ...after],
    holdsMessages: false,
    ...(!on.exists && { deletedWith: on.id }),
  };
}
