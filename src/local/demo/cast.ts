import type { DesiredState } from "../../desired-state/desired-state.ts";
import { Mistake } from "../session/mistake.ts";
import { NEW_TEAM } from "./steps/new-team.ts";

const OWNERS = {
  CUSTOMER_CREATED: "crm",
  CUSTOMER_UPDATED: "crm",
  CUSTOMER_DELETE: "crm",
  EMAIL_SENT: "marketing",
} as const;

/** Queue → the events that feed it, without a filter. */
const QUEUES = {
  "crm/EMAIL_SENT": ["EMAIL_SENT"],
  "data-analysis/EMAIL_SENT": ["EMAIL_SENT"],
  "marketing/CUSTOMER_CREATED": ["CUSTOMER_CREATED"],
  "marketing/audience-projection": ["CUSTOMER_CREATED", "CUSTOMER_DELETE", "CUSTOMER_UPDATED"],
} as const;

/**
 * The story needs the teams of the topology file that comes with the project; others may stand beside them.
 * @throws Mistake that names what is missing.
 */
export function checkCast(desired: DesiredState, file: string): void {
  const missing = [
    ...Object.entries(OWNERS).flatMap(([event, team]) =>
      desired.topics.some((topic) => topic.event === event && topic.team === team)
        ? []
        : `${team} does not own ${event}`,
    ),
    ...Object.entries(QUEUES).flatMap(([queue, events]) =>
      isFed(desired, queue, events) ? [] : `${queue} is not fed by exactly ${events.join(", ")} without a filter`,
    ),
    ...(desired.teams.some(({ name }) => name === NEW_TEAM)
      ? [`the team ${NEW_TEAM}, which joins in the end, is there`]
      : []),
  ];
  if (missing.length === 0) return;
  throw new Mistake(
    `the demo plays with the teams of the topology file that comes with the project; in ${file}, ${missing.join("; ")}. ` +
      `Bring this one up with "topology local up" instead`,
  );
}

function isFed({ subscriptions }: DesiredState, reference: string, events: readonly string[]): boolean {
  const feeds = subscriptions.find(({ team, queue }) => `${team}/${queue}` === reference)?.feeds ?? [];
  return (
    feeds.length === events.length && feeds.every(({ event, filter }) => events.includes(event) && filter === undefined)
  );
}
