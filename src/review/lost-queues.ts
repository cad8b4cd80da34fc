import { reasonOf } from "./aspect.ts";
import type { Change } from "./change.ts";
import { detail } from "./detail.ts";
import type { StackChange } from "./review.ts";
import { worst } from "./severity.ts";
import type { ChangedSubscription } from "./subscription-changes.ts";

const LOST = "The queue is deleted and made anew: the messages in it are lost.";

/**
 * What some clouds cannot do in place costs the messages of a queue there. With stacks to look at, it is dangerous where
 * one of them loses a queue; without any, the worst is assumed.
 */
export function withLostQueues(
  changed: readonly ChangedSubscription[],
  stacks: readonly StackChange[],
): readonly Change[] {
  const known = stacks.filter((stack) => stack.compared);
  const lost = lostQueues(known);
  return changed.map(({ change, aspects, base }) => {
    const ids = [change.id, ...base.feeds.map((feed) => feed.id)];
    const losing = [...new Set(ids.flatMap((id) => lost.get(id) ?? []))].sort();
    if (losing.length === 0 && known.length > 0) return change;
    const told = aspects.map((aspect) =>
      aspect.whereNotInPlace === undefined
        ? aspect
        : { ...aspect, severity: "dangerous" as const, reason: aspect.whereNotInPlace },
    );
    const isExplained = losing.length === 0 || told.some((aspect) => aspect.severity === "dangerous");
    return {
      ...change,
      severity: isExplained ? worst(told.map((aspect) => aspect.severity)) : "dangerous",
      reason: isExplained ? reasonOf(told) : LOST,
      details: [...change.details, ...detail("messages lost on", undefined, losing.join(", ") || undefined)],
    };
  });
}

/** Id of what held messages and is deleted or made anew → the stacks where that happens. */
function lostQueues(stacks: readonly StackChange[]): ReadonlyMap<string, readonly string[]> {
  const lost = new Map<string, string[]>();
  for (const { stack, resources } of stacks)
    for (const { id, action, holdsMessages } of resources)
      if (holdsMessages && (action === "delete" || action === "replace"))
        lost.set(id, [...(lost.get(id) ?? []), stack]);
  return lost;
}
