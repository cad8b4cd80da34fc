import { id, queueInIds } from "../desired-state/id.ts";
import { subjectOf } from "../lifecycle/subject.ts";
import { reasonOf } from "./aspect.ts";
import type { Change } from "./change.ts";
import { detail } from "./detail.ts";
import type { StackChange } from "./review.ts";
import { worst } from "./severity.ts";
import type { ChangedSubscription } from "./subscription-changes.ts";

const REFUSED =
  "The queue would have to be deleted and made anew, which the deploy refuses, for the messages in it would be lost.";

/**
 * What some clouds cannot do in place would cost the messages of a queue there, so the deploy refuses it. With stacks to
 * look at, it is dangerous where one of them would lose a queue; without any, the worst is assumed.
 */
export function withRefusedQueues(
  changed: readonly ChangedSubscription[],
  stacks: readonly StackChange[],
): readonly Change[] {
  const known = stacks.filter((stack) => stack.compared);
  const refused = refusedQueues(known);
  return changed.map(({ change, aspects, base }) => {
    const where = refused.get(base.id) ?? [];
    if (where.length === 0 && known.length > 0) return change;
    const told = aspects.map((aspect) =>
      aspect.whereNotInPlace === undefined
        ? aspect
        : { ...aspect, severity: "dangerous" as const, reason: aspect.whereNotInPlace },
    );
    const isExplained = where.length === 0 || told.some((aspect) => aspect.severity === "dangerous");
    return {
      ...change,
      severity: isExplained ? worst(told.map((aspect) => aspect.severity)) : "dangerous",
      reason: isExplained ? reasonOf(told) : REFUSED,
      details: [...change.details, ...detail("refused on", undefined, where.join(", ") || undefined)],
    };
  });
}

/** Id of a subscription of which the deploy refuses to lose a queue → the stacks where that is so. */
function refusedQueues(stacks: readonly StackChange[]): ReadonlyMap<string, readonly string[]> {
  const refused = new Map<string, Set<string>>();
  for (const { stack, resources } of stacks)
    for (const resource of resources) {
      const subject = subjectOf(resource.id);
      if (!resource.refused || !("queue" in subject)) continue;
      const queue = id("subscription", subject.team, queueInIds(subject));
      refused.set(queue, (refused.get(queue) ?? new Set()).add(stack));
    }
  return new Map([...refused].map(([queue, names]) => [queue, [...names].sort()]));
}
