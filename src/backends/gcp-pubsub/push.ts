import type { SubscriptionArgs } from "@pulumi/gcp/pubsub/index.js";
import type { IAMMemberArgs } from "@pulumi/gcp/serviceaccount/index.js";
import type { Unwrap } from "@pulumi/pulumi";
import { partOf } from "../../desired-state/id.ts";
import type { CloudResource } from "../cloud-resource.ts";
import type { PushDelivery } from "../manifest.ts";
import { serviceAgent } from "./access.ts";
import { providerId } from "./project.ts";
import type { GcpPlace, PushSettings } from "./settings.ts";

/** What the stack says of sending a queue's messages; undefined when they are pulled. */
export function pushOf({ push = {} }: GcpPlace, queue: string): PushSettings | undefined {
  return Object.hasOwn(push, queue) ? push[queue] : undefined;
}

/** How it is said in the manifest. */
export function pushDelivery({ endpoint, serviceAccount, audience, wrapped = false }: PushSettings): PushDelivery {
  return { endpoint, serviceAccount, audience: audience ?? endpoint, wrapped };
}

/**
 * The body is the publisher's own, as where it is pulled, unless the stack wants Pub/Sub's envelope; attributes are then
 * headers (cloud.google.com/pubsub/docs/payload-unwrapping).
 */
export function pushConfig(push: PushSettings) {
  const { endpoint, serviceAccount, audience, wrapped } = pushDelivery(push);
  return {
    pushConfig: {
      pushEndpoint: endpoint,
      oidcToken: { serviceAccountEmail: serviceAccount, audience },
      ...(!wrapped && { noWrapper: { writeMetadata: true } }),
    },
  } satisfies Pick<Unwrap<SubscriptionArgs>, "pushConfig">;
}

/**
 * Lets Pub/Sub's own account make tokens of the service account that it calls as
 * (cloud.google.com/pubsub/docs/authenticate-push-subscriptions): without it nothing is delivered, and nobody is told.
 * Of no team: teams of a project may share the account.
 * @param after what has to be there before Pub/Sub's account can be granted something
 */
export function tokenCreator(place: GcpPlace, serviceAccount: string, after: readonly string[]): CloudResource {
  const member = serviceAgent(place);
  const name = `projects/${place.project}/serviceAccounts/${serviceAccount}`;
  return {
    type: "gcp:serviceaccount/iAMMember:IAMMember",
    id: partOf("grant", name, "serviceAccountTokenCreator", member),
    name,
    team: "",
    provider: providerId(place),
    properties: {
      serviceAccountId: name,
      role: "roles/iam.serviceAccountTokenCreator",
      member,
    } satisfies Unwrap<IAMMemberArgs>,
    dependsOn: after,
    holdsMessages: false,
  };
}

/**
 * Whether a service account stands in a project, by its e-mail: made there, or one that Google makes in each project
 * (cloud.google.com/iam/docs/service-account-types). A project of a domain has it in front: `example.com:project`.
 */
export function standsIn({ project, projectNumber }: GcpPlace, serviceAccount: string): boolean {
  const domain = `${project.split(":").reverse().join(".")}.iam.gserviceaccount.com`;
  return (
    serviceAccount.endsWith(`@${domain}`) ||
    serviceAccount === `${projectNumber}-compute@developer.gserviceaccount.com` ||
    serviceAccount === `${project}@appspot.gserviceaccount.com`
  );
}
