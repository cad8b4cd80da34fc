import { createHash } from "node:crypto";
import { composeName, type NameRule } from "../../backends/name.ts";
import type { Accounts } from "./accounts.ts";

/** One of the emulators that the local stack can run. */
export type Emulator = "pubsub" | "ministack";

/** A place as the stack file says it. */
export type Place = Readonly<Record<string, string | boolean>>;

/** The made-up places in the cloud in which a local stack stands, and who the teams are there. */
export interface LocalPlace {
  readonly emulator: Emulator;
  /** Key of the place in the stack file, below `event-topology:`. */
  readonly key: "gcp" | "aws";
  readonly accounts: Accounts;
  /** The stack's own. */
  readonly place: Place;
  /** What a team says of its own place; undefined where all stand in the stack's. Distinct teams have distinct ones. */
  ownPlace(team: string): Place | undefined;
  /** The one identity of a team: it publishes and consumes with it. Distinct teams have distinct ones. */
  principal(team: string): string;
}

export const AWS_ACCOUNT = "111111111111";
/** Of all accounts of the emulator (tools/ministack). With it, a subscriber in another account changes no topic's policy. */
const AWS_ORGANIZATION = "o-eventtopology";
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
export function localPlace(
  backend: string,
  organization: string,
  accounts: Accounts = "shared",
): LocalPlace | undefined {
  if (backend === "gcp-pubsub") return googleCloud(organization, accounts);
  if (backend === "aws-sns-sqs" || backend === "aws-eventbridge") return aws(accounts);
  return undefined;
}

function googleCloud(organization: string, accounts: Accounts): LocalPlace {
  const name = organization.toLowerCase();
  const stacks = projectId(name);
  const projectOf = (team: string) => (accounts === "own" ? projectId(`${name}-${team}`) : stacks);
  return {
    emulator: "pubsub",
    key: "gcp",
    accounts,
    place: { project: stacks, projectNumber: GCP_PROJECT_NUMBER, enableServices: false },
    ownPlace: (team) => {
      if (accounts === "shared") return undefined;
      const project = projectOf(team);
      return { project, projectNumber: twelveDigits(project), impersonate: serviceAccount("deployer", project) };
    },
    principal: (team) => `serviceAccount:${serviceAccount(composeName(SERVICE_ACCOUNT, [team]), projectOf(team))}`,
  };
}

function projectId(name: string): string {
  const named = composeName(PROJECT, [name], "local");
  return /^[a-z]/.test(named) ? named : `p${named}`.slice(0, PROJECT.limit);
}

function serviceAccount(name: string, project: string): string {
  return `${name}@${project}.iam.gserviceaccount.com`;
}

function aws(accounts: Accounts): LocalPlace {
  const accountOf = (team: string) => (accounts === "own" ? twelveDigits(team) : AWS_ACCOUNT);
  return {
    emulator: "ministack",
    key: "aws",
    accounts,
    place: {
      account: AWS_ACCOUNT,
      region: AWS_REGION,
      ...(accounts === "own" && { organizationId: AWS_ORGANIZATION }),
    },
    ownPlace: (team) => (accounts === "own" ? { account: accountOf(team) } : undefined),
    principal: (team) => `arn:aws:iam::${accountOf(team)}:role/${composeName(ROLE, [team])}`,
  };
}

/** Other digits for another name, as far as a hash goes; never those of the stack's own account or project, which begin with 1. */
function twelveDigits(name: string): string {
  const hash = createHash("sha256").update(name).digest().readBigUInt64BE();
  return String(200_000_000_000n + (hash % 800_000_000_000n));
}
