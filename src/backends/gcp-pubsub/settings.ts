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
  /** Full name of the Cloud KMS key that messages are encrypted with; Google's own keys unless given. */
  readonly kmsKey?: string;
  /** The only regions that messages are stored in; any unless given. */
  readonly storageRegions?: readonly string[];
  /** Whether these are also the only regions that messages may be published and received in. */
  readonly enforceInTransit?: boolean;
  /** Full names of the notification channels that alarms go to. */
  readonly notify?: readonly string[];
  /** By queue; of a team alone. */
  readonly push?: Readonly<Record<string, PushSettings>>;
}

/** Where Pub/Sub sends a queue's messages, instead of being asked for them. */
export interface PushSettings {
  readonly endpoint: string;
  /** E-mail of the service account that the token is of. */
  readonly serviceAccount: string;
  /** The endpoint unless given. */
  readonly audience?: string;
  /** Whether the body is Pub/Sub's envelope instead of the publisher's own body. False unless given. */
  readonly wrapped?: boolean;
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

/** Of an e-mail address. */
export const DOMAIN = String.raw`[a-z0-9-]+(\.[a-z0-9-]+)+`;

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
