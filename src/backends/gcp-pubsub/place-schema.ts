import { DOMAIN, gcpPrincipal } from "./settings.ts";

const pushSchema = {
  type: "object",
  description: "Where the messages of one queue are sent.",
  additionalProperties: false,
  required: ["endpoint", "serviceAccount"],
  properties: {
    endpoint: {
      title: "endpoint",
      type: "string",
      description: "URL that takes the messages, for example https://marketing.example/events. Only https.",
      pattern: String.raw`^https://[^\s/?#]+([/?][^\s#]*)?$`,
    },
    serviceAccount: {
      title: "service account",
      type: "string",
      description:
        "E-mail of the service account in whose name Pub/Sub calls; it stands in the team's project. The endpoint has to check the token.",
      pattern: `^[a-z0-9-]+@${DOMAIN}$`,
    },
    audience: {
      type: "string",
      description: "The aud claim of the token; the endpoint unless given.",
      minLength: 1,
    },
    wrapped: {
      type: "boolean",
      description:
        "Send Pub/Sub's envelope, with the body in base64. By default the body is the publisher's own and the attributes are headers.",
      default: false,
    },
  },
} as const;

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
    kmsKey: {
      title: "Cloud KMS key",
      type: "string",
      description:
        "Full name of the Cloud KMS key that messages are encrypted with, for example projects/crm-keys/locations/global/keyRings/events/cryptoKeys/topics. Pub/Sub's own account is granted to use it. Google's own keys unless given.",
      pattern: "^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$",
    },
    storageRegions: {
      type: "array",
      description: "The only regions that messages are stored in, for example [europe-west3]. Any region unless given.",
      minItems: 1,
      uniqueItems: true,
      items: {
        title: "region",
        type: "string",
        description: "A region of Google Cloud, for example europe-west3.",
        pattern: "^[a-z]+-[a-z]+[0-9]+$",
      },
    },
    enforceInTransit: {
      type: "boolean",
      description:
        "Refuse publishing and receiving in regions other than storageRegions, too. It needs storageRegions. Default false.",
      default: false,
    },
    notify: {
      type: "array",
      description:
        "Notification channels of Cloud Monitoring that alarms go to, for example [projects/crm-events-prod/notificationChannels/1234567890].",
      minItems: 1,
      uniqueItems: true,
      items: {
        title: "notification channel",
        type: "string",
        description: "Full name of a channel, as gcloud beta monitoring channels list shows it.",
        pattern: "^projects/[^/]+/notificationChannels/[0-9]+$",
      },
    },
    push: {
      type: "object",
      description:
        "By name of a queue of the team, where Pub/Sub sends its messages by POST. Queues that are not named are pulled from. Only for teams: event-topology:teams.TEAM.gcp.push.",
      additionalProperties: pushSchema,
    },
  },
} as const;
