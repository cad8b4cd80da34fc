import { affectedTeams } from "./affected.ts";
import type { Change } from "./change.ts";
import { compareText } from "./compare-text.ts";
import { comparisonOf } from "./comparison.ts";
import { eventChanges } from "./event-changes.ts";
import { withLostQueues } from "./lost-queues.ts";
import { organizationChanges } from "./organization-changes.ts";
import { pictureOf } from "./picture.ts";
import { principalChanges } from "./principal-changes.ts";
import type { Review, ReviewedSide } from "./review.ts";
import { rank } from "./severity.ts";
import type { Side } from "./side.ts";
import { stackChange } from "./stack-changes.ts";
import type { StackToReview } from "./stack-to-review.ts";
import { subscriptionChanges } from "./subscription-changes.ts";
import { teamChanges } from "./team-changes.ts";

export interface ToReview {
  readonly base: Side;
  readonly head: Side;
  readonly stacks: readonly StackToReview[];
  /** Changes that others have found in what the topology refers to, such as event schemas. */
  readonly extra?: readonly Change[];
}

/** Compares two revisions of a topology. A pure function: the same two give the same review. */
export function reviewOf({ base, head, stacks, extra = [] }: ToReview): Review {
  const comparison = comparisonOf(base, head);
  const subscriptions = subscriptionChanges(comparison);
  const beforeStacks = [
    ...organizationChanges(comparison),
    ...teamChanges(comparison),
    ...eventChanges(comparison),
    ...subscriptions.others,
  ];
  const all = [...beforeStacks, ...subscriptions.changed.map(({ change }) => change)];
  const stackChanges = stacks.map((stack) => stackChange(stack, base, head, all));
  const changes = [
    ...beforeStacks,
    ...withLostQueues(subscriptions.changed, stackChanges),
    ...stacks.flatMap((stack) => principalChanges(stack, comparison)),
    ...extra,
  ].sort(
    (a, b) =>
      rank(a.severity) - rank(b.severity) ||
      compareText(a.team, b.team) ||
      compareText(a.id, b.id) ||
      compareText(a.kind, b.kind),
  );
  return {
    version: 1,
    base: reviewed(base),
    head: reviewed(head),
    changes,
    affected: affectedTeams(changes, [base.desired, head.desired]),
    stacks: stackChanges,
    picture: pictureOf(changes, comparison),
  };
}

function reviewed({ label, present, complete, diagnostics }: Side): ReviewedSide {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  return {
    label,
    present,
    complete,
    problems: complete
      ? []
      : errors.map(({ span, message }) => `${span.file}:${span.start.line}:${span.start.column} ${message}`),
  };
}
