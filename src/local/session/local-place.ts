import { composeName, type NameRule } from "../../backends/name.ts";

/** One of the emulators that the local stack can run. */
export type Emulator = "pubsub" | "ministack";

/** The made-up place in the cloud in which a local stack stands, and who the teams are there. */
export interface LocalPlace {
  readonly emulator: Emulator;
  /** Key of the place in the stack file, below `event-topology:`. */
  readonly key: "gcp" | "aws";
  readonly place: Readonly<Record<string, string | boolean>>;
  /** The one identity of a team: it publishes and consumes with it. Distinct teams have distinct ones. */
  principal(team: string): string;
}

export const AWS_ACCOUNT = "111111111111";
export const AWS_REGION = "eu-west-1";
/** The emulator accepts any number; real ones have 12 digits. */
export const GCP_PROJECT_NUMBER = "123456789012";

/** Google: project ids have 6 to 30 lower-case letters, digits and hyphens, the first a letter (resource manager, Project). */
const PROJECT: NameRule = { legal: /[a-z0-9-]/, limit: 30 };
/** Google: service account ids have 6 to 30 of the same; shorter names are only met locally and the emulator takes them. */
const SERVICE_ACCOUNT: NameRule = { legal: /[a-z0-9-]/, limit: 30 };
/** AWS: role names have up to 64 of `[\w+=,.@-]` (IAM, CreateRole). */
const ROLE: NameRule = { legal: /[\w+=,.@-]/, limit: 64 };

/** @returns undefined for a backend that has no local stack. */
export function localPlace(backend: string, organization: string): LocalPlace | undefined {
  if (backend === "gcp-pubsub") return googleCloud(organization);
  if (backend === "aws-sns-sqs" || backend === "aws-eventbridge") return aws();
  return undefined;
}

function googleCloud(organization: string): LocalPlace {
  const named = composeName(PROJECT, [organization.toLowerCase()], "local");
  const project = /^[a-z]/.test(named) ? named : `p${named}`.slice(0, PROJECT.limit);
  return {
    emulator: "pubsub",
    key: "gcp",
    place: { project, projectNumber: GCP_PROJECT_NUMBER, enableServices: false },
    principal: (team) => `serviceAccount:${composeName(SERVICE_ACCOUNT, [team])}@${project}.iam.gserviceaccount.com`,
  };
}

function aws(): LocalPlace {
  return {
    emulator: "ministack",
    key: "aws",
    place: { account: AWS_ACCOUNT, region: AWS_REGION },
    principal: (team) => `arn:aws:iam::${AWS_ACCOUNT}:role/${composeName(ROLE, [team])}`,
  };
}
