import type { Backend } from "../backends/backend.ts";
import type { StackSettings } from "../backends/stack-settings.ts";
import type { DesiredState, Team } from "../desired-state/desired-state.ts";
import type { Change } from "./change.ts";
import { detail } from "./detail.ts";
import type { Side } from "./side.ts";
import type { StackToReview } from "./stack-to-review.ts";

const STACK =
  "Everything would be made anew in the other place, empty, and what stands in the old one deleted with the messages in it: the deploy refuses it. Make another stack for the other place.";
const TEAM =
  "Its topics and queues would be made anew in the other place, empty, and those in the old one deleted with the messages in them: the deploy refuses it.";
const UNPROTECTED =
  "The second lock is off: a deploy still refuses to lose messages, but destroying the stack deletes them.";
const PROTECTED = "What holds messages is protected against deletion from now on.";

/** What becomes of the places that a stack file names, and of the protection of what stands there. */
export function placeChanges(stack: StackToReview, base: Side, head: Side): readonly Change[] {
  const { name, base: before, head: after } = stack;
  if (before === undefined || after === undefined) return [];
  const about = { id: `stack:${name}`, team: "", teams: [] } as const;
  if (isMoved(stack, head))
    return [
      {
        ...about,
        kind: "stack-moved",
        severity: "dangerous",
        summary: `the stack ${name} moves to another place`,
        details: detail("backend", before.backend, after.backend),
        reason: STACK,
        span: after.spanOf(before.backend === after.backend ? [stack.backend?.placeKey ?? ""] : ["backend"]),
      },
    ];
  const protection: readonly Change[] =
    before.protect === after.protect
      ? []
      : [
          {
            ...about,
            kind: "protection-changed",
            severity: after.protect ? "safe" : "attention",
            summary: `the stack ${name} is ${after.protect ? "protected" : "no longer protected"} against deletion`,
            details: detail("protect", String(before.protect), String(after.protect)),
            reason: after.protect ? PROTECTED : UNPROTECTED,
            span: after.spanOf(["protect"]),
          },
        ];
  return [...protection, ...movedTeams(stack, base, head)];
}

/** Whether the stack as a whole stands elsewhere: on another cloud, or every team that says nothing of its own does. */
export function isMoved({ backend, base, head }: StackToReview, { desired }: Side): boolean {
  if (backend === undefined || base === undefined || head === undefined) return false;
  if (base.backend !== head.backend) return true;
  if (JSON.stringify(base.place) === JSON.stringify(head.place)) return false;
  const nobody: Team = { id: "team:", name: "", key: "" };
  return placeOfTeam(backend, base, nobody, desired) !== placeOfTeam(backend, head, nobody, desired);
}

/** Teams with something on the stack that stand in another account, project or region than before. */
function movedTeams({ name, backend, base, head }: StackToReview, before: Side, after: Side): readonly Change[] {
  if (backend === undefined || base === undefined || head === undefined) return [];
  const old = new Map(before.desired.teams.map((team) => [team.id, team]));
  const differing = after.desired.teams.flatMap((team) => {
    const was = old.get(team.id);
    return was !== undefined && isPlacedElsewhere(base, was.name, head, team.name) ? [{ was, team }] : [];
  });
  if (differing.length === 0) return [];
  const takingPart = new Set(
    [...before.desired.topics, ...before.desired.subscriptions].map((element) => element.team),
  );
  return differing.flatMap(({ was, team }): readonly Change[] => {
    const [from, to] = [
      placeOfTeam(backend, base, was, before.desired),
      placeOfTeam(backend, head, team, after.desired),
    ];
    if (from === to || !takingPart.has(was.name)) return [];
    return [
      {
        kind: "team-moved",
        id: `place:${team.name}/${name}`,
        team: team.name,
        severity: "dangerous",
        summary: `${team.name} moves to another place on the stack ${name}`,
        details: detail("place", from, to),
        reason: TEAM,
        span: head.spanOf(["teams", team.name, backend.placeKey]),
        teams: [],
      },
    ];
  });
}

/** Whether what a stack says of a team's place differs in anything, such as who deploys there. */
export function isPlacedElsewhere(base: StackSettings, was: string, head: StackSettings, is: string): boolean {
  return JSON.stringify(base.placeOf(was)) !== JSON.stringify(head.placeOf(is));
}

/** `aws/111122223333/eu-west-1`: what the id of a provider says, since that is what replaces resources when it changes. */
function placeOfTeam(backend: Backend, stack: StackSettings, team: Team, { organization }: DesiredState): string {
  const desired = { organization, teams: [team], topics: [], subscriptions: [], deadLetterQueues: [], grants: [] };
  const [provider = ""] = backend.places({ desired, origins: new Map(), stack }).keys();
  return provider.slice(provider.indexOf(":") + 1);
}
