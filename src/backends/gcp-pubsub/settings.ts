/** One Google Cloud project: everything of a stack stands in it. The `gcp` part of the stack file. */
export interface GcpPlace {
  readonly project: string;
  /** Digits. Names Pub/Sub's own service account, so that it need not be looked up. */
  readonly projectNumber: string;
  /** Unless false, the stack turns on the Pub/Sub API and creates its service account. */
  readonly enableServices?: boolean;
}

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
  },
} as const;

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
