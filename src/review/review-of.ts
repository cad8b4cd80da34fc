import { affectedTeams } from "./affected.ts";
import type { Change } from "./change.ts";
import { compareText } from "./compare-text.ts";
import { comparisonOf } from "./comparison.ts";
import { eventChanges } from "./event-changes.ts";
import { organizationChanges } from "./organization-changes.ts";
import { pictureOf } from "./picture.ts";
import { placeChanges } from "./place-changes.ts";
import { principalChanges } from "./principal-changes.ts";
import { withRefusedQueues } from "./refused-queues.ts";
import type { Review, ReviewedSide } from "./review.ts";
import { rank } from "./severity.ts";
import { type Side, withDesired } from "./side.ts";
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
export function reviewOf(toReview: ToReview): Review {
  // Of a revision of which nothing can be read, nothing can be told: that all has gone would be the wrong news.
  const sides = [toReview.base, toReview.head];
  const { base, head, stacks, extra = [] } = sides.every(isReadable) ? toReview : withoutContents(toReview);
  const comparison = comparisonOf(base, head);
  const subscriptions = subscriptionChanges(comparison);
  const beforeStacks = [
    ...organizationChanges(comparison),
    ...teamChanges(comparison),
    ...eventChanges(comparison),
    ...subscriptions.others,
    ...stacks.flatMap((stack) => placeChanges(stack, base, head)),
  ];
  const all = [...beforeStacks, ...subscriptions.changed.map(({ change }) => change)];
  const stackChanges = stacks.map((stack) => stackChange(stack, base, head, [...all, ...extra]));
  const changes = [
    ...beforeStacks,
    ...withRefusedQueues(subscriptions.changed, stackChanges),
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
    base: reviewed(toReview.base),
    head: reviewed(toReview.head),
    changes,
    affected: affectedTeams(changes, [comparison.base, comparison.head]),
    stacks: stackChanges,
    picture: pictureOf(changes, comparison),
  };
}

function isReadable({ complete, desired }: Side): boolean {
  return complete || desired.teams.length > 0;
}

function withoutContents({ base, head, stacks }: ToReview): ToReview {
  const { desired } = isReadable(base) ? head : base;
  return { base: withDesired(base, desired), head: withDesired(head, desired), stacks };
}

function reviewed(side: Side): ReviewedSide {
  const { label, present, complete, diagnostics } = side;
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  return {
    label,
    present,
    complete,
    readable: isReadable(side),
    problems: complete
      ? []
      : errors.map(({ span, message }) => `${span.file}:${span.start.line}:${span.start.column} ${message}`),
  };
}
