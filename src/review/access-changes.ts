import type { Topic } from "../desired-state/desired-state.ts";
import type { Change } from "./change.ts";
import { type Comparison, placeOf } from "./comparison.ts";
import { detail, listed } from "./detail.ts";

const OPENED = "Access widens: every team may subscribe without asking the owner.";
const ALLOWED = "Access widens: these teams may read an event that its owner restricts.";
const RESTRICTED = "Teams that the owner does not allow cannot subscribe any more.";
const DISALLOWED = "These teams cannot subscribe any more.";
const EVERYBODY = "every team";

/** Who may subscribe to an event: wider, narrower, or both at once when the allow list loses some and gains others. */
export function accessChanges(base: Topic, head: Topic, comparison: Comparison): readonly Change[] {
  const { event, team, id } = head;
  const allowed = (topic: Topic) => (topic.allow === undefined ? EVERYBODY : listed(topic.allow));
  const details = detail("who may subscribe", allowed(base), allowed(head));
  if (details.length === 0) return [];
  const about = { id, team, details, ...placeOf(id, comparison) };
  const widened = (summary: string, reason: string, teams: readonly string[]): Change => ({
    ...about,
    kind: "event-access-widened",
    severity: "dangerous",
    summary,
    reason,
    teams,
  });
  const narrowed = (summary: string, reason: string, teams: readonly string[]): Change => ({
    ...about,
    kind: "event-access-narrowed",
    severity: "attention",
    summary,
    reason,
    teams,
  });

  if (head.allow === undefined) return [widened(`${team} opens ${event} to every team`, OPENED, [])];
  if (base.allow === undefined)
    return [
      narrowed(
        `${team} restricts who may subscribe to ${event}`,
        RESTRICTED,
        othersThan(team, comparison.consumers.of(event)),
      ),
    ];
  const gained = head.allow.filter((one) => base.allow?.includes(one) !== true);
  const lost = base.allow.filter((one) => head.allow?.includes(one) !== true);
  return [
    ...(gained.length > 0 ? [widened(`${team} lets ${gained.join(", ")} subscribe to ${event}`, ALLOWED, gained)] : []),
    ...(lost.length > 0
      ? [narrowed(`${team} no longer lets ${lost.join(", ")} subscribe to ${event}`, DISALLOWED, lost)]
      : []),
  ];
}

function othersThan(team: string, teams: readonly string[]): readonly string[] {
  return teams.filter((other) => other !== team);
}
