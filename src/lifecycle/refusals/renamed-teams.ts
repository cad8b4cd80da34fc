import { id } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { type Edit, spanOf } from "../edit.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";
import { subjectOf } from "../subject.ts";

/** A team that is gone, and a new one with queues of the same names: most likely one team with a new name. */
export const renamedTeams: Explain = (edit, refusals) => {
  const present = new Set(edit.input.desired.teams.map(({ key }) => key));
  const gone = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const team = teamOfQueue(refusal.before.id);
    if (team === undefined || present.has(team) || refusal.cause.kind !== "removed") continue;
    gone.set(team, [...(gone.get(team) ?? []), refusal]);
  }
  const explained = [...gone].flatMap(([team, theirs]) => {
    const heir = heirOf(edit, theirs);
    return heir === undefined ? [] : [{ theirs, diagnostic: renamed(edit, team, heir) }];
  });
  const known = new Set(explained.flatMap(({ theirs }) => theirs));
  return {
    diagnostics: explained.map(({ diagnostic }) => diagnostic),
    left: refusals.filter((refusal) => !known.has(refusal)),
  };
};

function renamed(edit: Edit, team: string, heir: Heir): Diagnostic {
  return {
    code: "renamed-team",
    severity: "error",
    message: `the team ${team} is gone, and its queues would be deleted with their messages; if it is called ${heir.name} now, add "formerly: ${team}" to ${heir.name}; if not, put ${team} back with its subscriptions "retired: drain"`,
    span: spanOf(edit, id("team", heir.key)),
  };
}

interface Heir {
  readonly key: string;
  readonly name: string;
}

/** The new team that shares most queue names. */
function heirOf({ before, input: { desired } }: Edit, lost: readonly Refusal[]): Heir | undefined {
  const standing = new Set(before.map(({ id }) => teamOfQueue(id)));
  const names = new Set(lost.map((refusal) => queueOf(refusal.before.id)));
  const shared = desired.teams
    .filter(({ key }) => !standing.has(key))
    .map(({ key, name }) => {
      const queues = desired.subscriptions.filter((one) => one.key.team === key && names.has(one.key.queue));
      return { key, name, queues: queues.length };
    });
  const [best] = shared.filter(({ queues }) => queues > 0).sort((a, b) => b.queues - a.queues);
  return best;
}

function teamOfQueue(resource: string): string | undefined {
  const subject = subjectOf(resource);
  return "queue" in subject ? subject.team : undefined;
}

function queueOf(resource: string): string | undefined {
  const subject = subjectOf(resource);
  return "queue" in subject ? subject.queue : undefined;
}
