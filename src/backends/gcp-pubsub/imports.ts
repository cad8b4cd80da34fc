import type { ImportForm, ImportForms } from "../adoption.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { schemaPath, subscriptionPath, topicPath } from "./names.ts";
import type { GcpPlace } from "./settings.ts";

type Properties = CloudResource["properties"];

/** What stands in a project is imported by its full name: other forms would differ from the id that it has after. */
function inProject(kind: string, path: (project: string, name: string) => string) {
  return {
    pattern: new RegExp(`^projects/[^/ ]+/${kind}/(?<name>[^/ ]+)$`),
    example: path("crm-events", "orders"),
    idOf: ({ project, name }: Properties) => path(String(project), String(name)),
  } satisfies ImportForm<GcpPlace>;
}

export const TOPIC = inProject("topics", topicPath);
export const SUBSCRIPTION = inProject("subscriptions", subscriptionPath);
export const SCHEMA = inProject("schemas", schemaPath);

/** A grant is imported by what it is on, role and member. */
function grant(example: string, on: (properties: Properties) => string) {
  return {
    pattern: /^[^ ]+ roles\/[^ ]+ [^ ]+$/,
    example: `${example} roles/pubsub.subscriber serviceAccount:crm@crm-events.iam.gserviceaccount.com`,
    idOf: (properties: Properties) => `${on(properties)} ${properties["role"]} ${properties["member"]}`,
  } satisfies ImportForm<GcpPlace>;
}

/**
 * By which ids Pulumi imports what this backend makes (@pulumi/gcp, section "Import" of each resource). A service's own
 * account cannot be imported; it is asked for again and nothing happens.
 */
export const imports: ImportForms<GcpPlace> = {
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": grant("projects/p/locations/l/keyRings/r/cryptoKeys/k", (of) =>
    String(of["cryptoKeyId"]),
  ),
  "gcp:monitoring/alertPolicy:AlertPolicy": {
    pattern: /^projects\/[^/ ]+\/alertPolicies\/\d+$/,
    example: "projects/crm-events/alertPolicies/1234567890",
    beginsWith: ({ project }) => `projects/${project}/`,
  },
  "gcp:projects/service:Service": {
    pattern: /^[^/ ]+\/[^/ ]+$/,
    example: "crm-events/pubsub.googleapis.com",
    idOf: ({ project, service }) => `${project}/${service}`,
  },
  "gcp:pubsub/schema:Schema": SCHEMA,
  "gcp:pubsub/subscription:Subscription": SUBSCRIPTION,
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": grant(SUBSCRIPTION.example, ({ project, subscription }) =>
    subscriptionPath(String(project), String(subscription)),
  ),
  "gcp:pubsub/topic:Topic": TOPIC,
  "gcp:pubsub/topicIAMMember:TopicIAMMember": grant(TOPIC.example, ({ project, topic }) =>
    topicPath(String(project), String(topic)),
  ),
  "gcp:serviceaccount/iAMMember:IAMMember": grant("projects/p/serviceAccounts/push@p.iam.gserviceaccount.com", (of) =>
    String(of["serviceAccountId"]),
  ),
};
