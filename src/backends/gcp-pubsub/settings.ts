/** One Google Cloud project, and who deploys to it. The `gcp` part of the stack file, and of its teams. */
export interface GcpPlace {
  readonly project: string;
  /** Digits. Names Pub/Sub's own service account, so that it need not be looked up. */
  readonly projectNumber: string;
  /** Unless false, the stack turns on the Pub/Sub API and creates its service account. */
  readonly enableServices?: boolean;
  /** E-mail of the service account that the provider acts as; unless given, it acts with the credentials it finds. */
  readonly impersonate?: string;
  /** IAM member behind the credentials that the provider finds. Without meaning where it impersonates. */
  readonly deployer?: string;
}

/** Who makes what stands in a project, as an IAM member; undefined when nobody has said so. */
export function deployerOf({ impersonate, deployer }: GcpPlace): string | undefined {
  return impersonate === undefined ? deployer : `serviceAccount:${impersonate}`;
}

/**
 * Who has to be granted to attach subscriptions in one project to a topic in another: the deployer of the former,
 * unless it deploys there too. Undefined as well when it is not known: then one deployer has the rights in both.
 */
export function attachingDeployer(subscribers: GcpPlace, owners: GcpPlace): string | undefined {
  const deployer = deployerOf(subscribers);
  return subscribers.project === owners.project || deployer === deployerOf(owners) ? undefined : deployer;
}

const DOMAIN = String.raw`[a-z0-9-]+(\.[a-z0-9-]+)+`;

/**
 * IAM members that name somebody (cloud.google.com/iam/docs/principal-identifiers, "allow"), in lower case as IAM stores
 * addresses, or the same member could be granted and revoked under two spellings. Never `allUsers`,
 * `allAuthenticatedUsers`, a whole domain, or a whole identity pool (`*`).
 */
export const gcpPrincipal = {
  pattern: new RegExp(
    [
      `^(serviceAccount|user|group):[a-z0-9._%+'-]+@${DOMAIN}$`,
      String.raw`^serviceAccount:${DOMAIN}\[[a-z0-9-]+/[a-z0-9.-]+\]$`,
      String.raw`^principal(Set)?://iam\.googleapis\.com/[A-Za-z0-9._~@:%+/=-]+$`,
    ].join("|"),
  ),
  example: "serviceAccount:crm@my-project.iam.gserviceaccount.com",
};

/** Project ids: cloud.google.com/resource-manager/docs/creating-managing-projects, "Before you begin"; a domain may stand before. */
export const gcpPlaceSchema = {
  type: "object",
  description: "The Google Cloud project of this stack.",
  additionalProperties: false,
  required: ["project", "projectNumber"],
  properties: {
    project: {
      type: "string",
      description: "Id of the Google Cloud project, for example crm-events-prod.",
      pattern: "^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$",
    },
    projectNumber: {
      type: "string",
      description:
        'Number of the project, in quotes: "123456789012". Shown by: gcloud projects describe PROJECT --format="value(projectNumber)".',
      pattern: "^[1-9][0-9]*$",
    },
    enableServices: {
      type: "boolean",
      description:
        "Turn on the Pub/Sub API in the project and create its service account. Set false where somebody else does. Default true.",
      default: true,
    },
    impersonate: {
      type: "string",
      description:
        "E-mail of the service account that deploys to the project, for example deployer@crm-events-prod.iam.gserviceaccount.com. Your own credentials have to be allowed to act as it (roles/iam.serviceAccountTokenCreator).",
      pattern: `^[a-z0-9-]+@${DOMAIN}$`,
    },
    deployer: {
      type: "string",
      description: `Who deploys to the project where nobody is impersonated, as an IAM member, for example ${gcpPrincipal.example.replace("crm@", "deployer@")}. It is granted pubsub.topics.attachSubscription on the topics of other projects that feed this one; leave it out where one deployer has the rights in all projects.`,
      pattern: gcpPrincipal.pattern.source,
    },
  },
} as const;
