import type { BackendInput } from "../../backend.ts";
import type { TeamPrincipals } from "../../stack-settings.ts";
import { backendInput, type Sketch } from "../../test-support/input.ts";
import type { AwsPlace } from "../place.ts";

export const place: AwsPlace = { account: "111122223333", region: "eu-west-1" };

/** The topology of the design's example. */
export const example: Sketch = {
  events: { CUSTOMER_CREATED: "crm", CUSTOMER_DELETE: "crm", CUSTOMER_UPDATED: "crm", EMAIL_SENT: "marketing" },
  queues: [
    { team: "crm", events: ["EMAIL_SENT"] },
    { team: "data-analysis", events: ["EMAIL_SENT"] },
    {
      team: "marketing",
      events: ["CUSTOMER_CREATED"],
      filter: { country: ["th", "sg"] },
      settings: { maxDeliveryAttempts: 10 },
    },
    {
      team: "marketing",
      queue: "audience-projection",
      events: ["CUSTOMER_CREATED", "CUSTOMER_UPDATED", "CUSTOMER_DELETE"],
    },
  ],
};

export interface StackChange {
  readonly place?: AwsPlace;
  /** Instead of the stack's place for all. */
  readonly placeOf?: (team: string) => AwsPlace;
  readonly labels?: Readonly<Record<string, string>>;
  /** Instead of the one role of the team's own name. */
  readonly principals?: (team: string) => TeamPrincipals;
}

export function awsInput(sketch: Sketch, change: StackChange = {}): BackendInput<AwsPlace> {
  return backendInput(sketch, { backend: "aws", place, principals: ownRole, ...change });
}

/** A change that gives each team an account of its own, which `accountOf` tells, and roles there. */
export function ownAccounts(more: (team: string) => Partial<AwsPlace> = () => ({})): StackChange {
  const placeOf = (team: string) => ({ ...place, account: accountOf(team), ...more(team) });
  return {
    placeOf,
    principals: (team) => {
      const role = `arn:aws:iam::${placeOf(team).account}:role/${team}`;
      return { publishers: [role], consumers: [role] };
    },
  };
}

/** 12 digits: the codes of the first characters, so that the teams of the example differ. */
export function accountOf(team: string): string {
  return [...team.slice(0, 4)]
    .map((char) => String(char.charCodeAt(0)).padStart(3, "0"))
    .join("")
    .padEnd(12, "0");
}

export function roleArn(name: string): string {
  return `arn:aws:iam::${place.account}:role/${name}`;
}

/** A short role for each team, also where the team's name is longer than a role's may be. */
export function ownRole(team: string): TeamPrincipals {
  const role = roleArn(team.slice(0, 64));
  return { publishers: [role], consumers: [role] };
}

/** The document in a resource's property, of which every property test wants to see the inside. */
export function parsed(text: unknown): PolicyText {
  return JSON.parse(String(text)) as PolicyText;
}

export interface PolicyText {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Principal?: unknown;
    readonly Action: string | readonly string[];
    readonly Resource?: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}
