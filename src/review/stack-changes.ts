import type { Backend, BackendInput } from "../backends/backend.ts";
import type { StackSettings } from "../backends/stack-settings.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { refusedIn } from "../lifecycle/edit.ts";
import { editOf } from "../lifecycle/edit-of.ts";
import { refuse } from "../lifecycle/refuse.ts";
import { keyOf } from "../lifecycle/standing.ts";
import type { Change } from "./change.ts";
import { partOf } from "./part-of.ts";
import { isMoved } from "./place-changes.ts";
import { resourceChanges } from "./resource-changes.ts";
import type { StackChange } from "./review.ts";
import type { Side } from "./side.ts";
import type { StackToReview } from "./stack-to-review.ts";
import { touchedTeams } from "./touched-teams.ts";

/** What happens in the cloud on one stack, as far as both revisions can be turned into resources. */
export function stackChange(stack: StackToReview, base: Side, head: Side, changes: readonly Change[]): StackChange {
  const { name, backend, base: before, head: after, problems } = stack;
  const failed = (...because: readonly string[]): StackChange => ({
    stack: name,
    backend: backend?.name ?? "",
    compared: false,
    problems: because,
    resources: [],
  });
  const unreadable = [base, head].filter((side) => !side.complete).map(({ label }) => `${label} has errors.`);
  if (problems.length > 0 || unreadable.length > 0) return failed(...problems, ...unreadable);
  if (backend === undefined || after === undefined) return failed("It cannot be told where it runs.");
  if (isMoved(stack, head))
    return failed("It moves to another place: everything is made anew there, and messages do not move with it.");

  const names = head.desired.teams.map((team) => team.name);
  const teams = before === undefined ? undefined : touchedTeams(changes, before, after, names);
  const reduced = (side: Side, settings: StackSettings): BackendInput => ({
    desired: teams === undefined ? side.desired : partOf(side, teams),
    origins: side.origins,
    stack: settings,
  });
  const inputs = { old: before && reduced(base, before), now: reduced(head, after) };
  const found = [...problemsOf(backend, inputs.old, base), ...problemsOf(backend, inputs.now, head)];
  if (found.some(({ isObstacle }) => isObstacle)) return failed(...found.map(({ sentence }) => sentence));
  const deployed = inputs.old === undefined ? [] : backend.resources(inputs.old);
  const edit = editOf(deployed, backend, inputs.now);
  return {
    stack: name,
    backend: backend.name,
    compared: true,
    problems: [...found.map(({ sentence }) => sentence), ...refuse(edit).map(whatIsRefused)],
    resources: resourceChanges(deployed, edit.after, new Set(refusedIn(edit).map(({ before }) => keyOf(before)))),
  };
}

function whatIsRefused({ message, span }: Diagnostic): string {
  return `The deploy refuses it: ${span.file}:${span.start.line}:${span.start.column} ${message}.`;
}

interface Problem {
  readonly sentence: string;
  /** Whether it keeps the desired state from being turned into resources. */
  readonly isObstacle: boolean;
}

function problemsOf(backend: Backend, input: BackendInput | undefined, { label }: Side): readonly Problem[] {
  if (input === undefined) return [];
  const errors = backend.check(input).filter(({ severity }) => severity === "error");
  return errors.map(({ code, message }) => ({
    sentence: `In ${label}: ${message}.`,
    // Without principals there is nobody to grant to, and everything else is as it would be.
    isObstacle: code !== "missing-principal",
  }));
}
