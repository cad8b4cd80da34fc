import { id } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { type Edit, spanOf, teamName } from "../edit.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";
import { subjectOf } from "../subject.ts";

/** A team whose place has changed, or an event that went to a team in another place. */
export const movedTeams: Explain = (edit, refusals) => {
  const teams = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const team = moverOf(edit, refusal);
    if (team !== undefined) teams.set(team, [...(teams.get(team) ?? []), refusal]);
  }
  const moved = new Set([...teams.values()].flat());
  const topics = new Set([...moved].map(({ before }) => before.id));
  return {
    diagnostics: [...teams].map(([team, theirs]) => movedTeam(edit, team, theirs)),
    left: refusals.filter((refusal) => !moved.has(refusal) && !hangsOnMoved(edit, refusal, topics)),
  };
};

/** Name of the team in whose place the resource would stand. */
function moverOf(edit: Edit, { before, after, cause }: Refusal): string | undefined {
  if (cause.kind !== "moved") return undefined;
  const subject = subjectOf(before.id);
  return subject.kind === "undeliverable" ? teamName(edit, subject.owner) : after?.team;
}

/** A Pub/Sub subscription of a topic that is refused itself. */
function hangsOnMoved({ input }: Edit, { after, cause }: Refusal, moved: ReadonlySet<string>): boolean {
  if (cause.kind !== "forced" || cause.properties.join() !== "topic") return false;
  const feed = input.desired.subscriptions.flatMap((queue) => queue.feeds).find(({ id }) => id === after?.id);
  return feed !== undefined && moved.has(feed.topic);
}

function movedTeam(edit: Edit, team: string, refusals: readonly Refusal[]): Diagnostic {
  const { placeKey, input } = edit;
  const [first] = refusals;
  const [from, to] = first?.cause.kind === "moved" ? [first.cause.from, first.cause.to].map(placeName) : [];
  const events = refusals.flatMap(({ before }) => {
    const subject = subjectOf(before.id);
    return subject.kind === "event" ? [subject.event] : [];
  });
  const onlyEvents = events.length === refusals.length;
  const key = input.desired.teams.find(({ name }) => name === team)?.key ?? team;
  const what = onlyEvents ? `${events.join(", ")} of ${team}` : `what belongs to ${team}`;
  const remedy = onlyEvents
    ? `leave the topic with a team of ${from}, or declare an event of another name in ${to} and retire this one once nobody needs it`
    : `put the former place of ${team} back; to move, declare a second team for ${to} that subscribes to the same events, retire the subscriptions of ${team}, and remove them once they are empty`;
  return {
    code: "moved-with-messages",
    severity: "error",
    message: `${what} stands in ${from} and would be deleted there, with all messages, and made anew in ${to}; ${remedy}`,
    span: spanOf(edit, ...(onlyEvents ? events.map((event) => id("topic", event)) : []), id("team", key)),
    related: [{ message: `the place of ${team}`, span: input.stack.spanOf(["teams", team, placeKey]) }],
  };
}

/** `aws/111122223333/eu-west-1` */
function placeName(provider: string): string {
  return provider.replace(/^provider:/, "");
}
