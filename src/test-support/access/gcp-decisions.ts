import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { Decide } from "./question.ts";

export interface GcpCall {
  /** An IAM member; `anonymous` is a call without credentials. */
  readonly caller: string;
  readonly permission: string;
  /** `projects/P/topics/T` or `projects/P/subscriptions/S`. */
  readonly resource: string;
}

/** cloud.google.com/pubsub/docs/access-control, "Roles": all that we ever grant. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  "roles/pubsub.publisher": ["pubsub.topics.publish"],
  "roles/pubsub.subscriber": [
    "pubsub.snapshots.seek",
    "pubsub.subscriptions.consume",
    "pubsub.topics.attachSubscription",
  ],
  "roles/cloudkms.cryptoKeyEncrypterDecrypter": [
    "cloudkms.cryptoKeyVersions.useToDecrypt",
    "cloudkms.cryptoKeyVersions.useToEncrypt",
  ],
  "roles/iam.serviceAccountTokenCreator": ["iam.serviceAccounts.getOpenIdToken"],
};

/** Types of grants, and the property that says on what. */
const GRANTS: Readonly<Record<string, GrantedOn>> = {
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": "cryptoKeyId",
  "gcp:pubsub/topicIAMMember:TopicIAMMember": "topic",
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember": "subscription",
  "gcp:serviceaccount/iAMMember:IAMMember": "serviceAccountId",
};

type GrantedOn = "topic" | "subscription" | "cryptoKeyId" | "serviceAccountId";

const GRANT_NOTHING = new Set([
  "gcp:pubsub/topic:Topic",
  "gcp:pubsub/subscription:Subscription",
  "gcp:projects/service:Service",
  "gcp:projects/serviceIdentity:ServiceIdentity",
  "gcp:pubsub/schema:Schema",
  "gcp:monitoring/alertPolicy:AlertPolicy",
]);

/** A grant of a role that is neither to publish nor to consume; undefined when there is none. */
export function otherRole(resources: readonly CloudResource[]): string | undefined {
  const found = resources.find(({ type, properties }) => type in GRANTS && !(String(properties["role"]) in ROLES));
  return found && `${found.id} grants ${found.properties["role"]}`;
}

/**
 * What the additive grants allow; there is nothing else, as IAM allows nothing by itself. A grant on a topic is none on
 * its subscriptions. Throws on types, roles and properties that it does not know.
 */
export function gcpDecisions(resources: readonly CloudResource[]): Decide<GcpCall> {
  const grants = resources.flatMap((resource) => {
    const kind = GRANTS[resource.type];
    if (kind !== undefined) return [grantOf(resource, kind)];
    if (GRANT_NOTHING.has(resource.type)) return [];
    throw new Error(`${resource.id}: it is not known whom ${resource.type} lets do what`);
  });
  return ({ caller, permission, resource }) =>
    grants.some(
      (grant) => grant.on === resource && grant.permissions.includes(permission) && isMember(caller, grant.member),
    );
}

function grantOf({ id, properties }: CloudResource, kind: GrantedOn) {
  const { project, role, member, [kind]: name, ...rest } = properties;
  if (Object.keys(rest).length > 0) throw new Error(`${id} has ${Object.keys(rest)}, which is not evaluated`);
  const permissions = ROLES[String(role)];
  if (permissions === undefined) throw new Error(`${id} grants ${role}`);
  const on = kind === "topic" || kind === "subscription" ? `projects/${project}/${kind}s/${name}` : String(name);
  return { on, permissions, member: String(member) };
}

/** cloud.google.com/iam/docs/principal-identifiers; a group or an identity pool is a caller as a whole. */
function isMember(caller: string, member: string): boolean {
  return member === "allUsers" || (member === "allAuthenticatedUsers" ? caller !== "anonymous" : member === caller);
}
