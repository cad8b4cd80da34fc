import type { BackendInput } from "../../backend.ts";
import type { TeamPrincipals } from "../../stack-settings.ts";
import { backendInput, type Sketch } from "../../test-support/input.ts";
import type { GcpPlace } from "../settings.ts";

export const place: GcpPlace = { project: "ar-events", projectNumber: "123456789012" };

export const agent = "serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com";

/** The design's example: two queues of marketing take CUSTOMER_CREATED, one of them with a filter. */
export const example: Sketch = {
  events: { CUSTOMER_CREATED: "crm", CUSTOMER_UPDATED: "crm", EMAIL_SENT: "marketing" },
  queues: [
    { team: "crm", events: ["EMAIL_SENT"] },
    {
      team: "marketing",
      events: ["CUSTOMER_CREATED"],
      filter: { country: ["th", "sg"] },
      settings: { maxDeliveryAttempts: 10 },
    },
    { team: "marketing", queue: "audience-projection", events: ["CUSTOMER_CREATED", "CUSTOMER_UPDATED"] },
  ],
};

/** Where a team stands that has a project of its own, and a deployer of its own for it. */
export function ownPlace(team: string): GcpPlace {
  const project = `${team}-events`;
  const projectNumber = String([...team].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 1));
  return { project, projectNumber, impersonate: `deployer@${project}.iam.gserviceaccount.com` };
}

/** Each team's services run under one service account, called like the team. */
export function account(team: string): string {
  return `serviceAccount:${team.toLowerCase()}@ar-events.iam.gserviceaccount.com`;
}

export interface Options {
  readonly place?: GcpPlace;
  readonly placeOf?: (team: string) => GcpPlace;
  readonly labels?: Readonly<Record<string, string>>;
  readonly principals?: (team: string) => TeamPrincipals;
}

export function gcpInput(sketch: Sketch, options: Options = {}): BackendInput<GcpPlace> {
  return backendInput(sketch, {
    backend: "gcp-pubsub",
    place,
    principals: (team) => ({ publishers: [account(team)], consumers: [account(team)] }),
    ...options,
  });
}
