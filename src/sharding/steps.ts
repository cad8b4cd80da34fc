import { groupBy } from "../group-by.ts";
import type { ShardWork } from "./change.ts";
import { ShardCycle } from "./cycle.ts";
import { type OrderedChange, orderedChanges } from "./prerequisites.ts";

/**
 * One run of the engine. Teams may subscribe to each other, so stacks can need each other: what others wait for is then
 * done before the rest, in a run of its own that is limited to it.
 */
export interface Step {
  readonly id: string;
  readonly stack: string;
  /** Ids of what the run is limited to, sorted; undefined for the full run, the last of each stack. */
  readonly targets: readonly string[] | undefined;
  /** Runs that come first, sorted. `changes` are the ids in that run that are waited for. */
  readonly needs: readonly { readonly step: string; readonly changes: readonly string[] }[];
}

/**
 * The runs that bring stacks up to date, each listed after those it needs; none for a stack that is.
 * @throws ShardCycle
 */
export function stepsOf(works: readonly ShardWork[]): readonly Step[] {
  const changes = orderedChanges(works);
  const early = earlyChanges(changes);
  const levels = levelsOf(early);
  const waiting = new Set(changes.filter(isWaiting).map(({ stack }) => stack));

  /** The run in which a change is done that others wait for. */
  const stepOf = (change: OrderedChange) =>
    waiting.has(change.stack) ? `${change.stack} (${(levels.get(change) ?? 0) + 1})` : change.stack;

  const targeted = new Map<string, { stack: string; level: number; changes: OrderedChange[] }>();
  for (const change of early) {
    if (!waiting.has(change.stack)) continue;
    const known = targeted.get(stepOf(change));
    if (known === undefined)
      targeted.set(stepOf(change), { stack: change.stack, level: levels.get(change) ?? 0, changes: [change] });
    else known.changes.push(change);
  }
  const steps: Step[] = [...targeted]
    .sort(([, a], [, b]) => a.level - b.level)
    .map(([id, { stack, changes: own }]) => ({
      id,
      stack,
      targets: own.map((change) => change.id).sort(),
      needs: needsOf(id, own, stepOf, early),
    }));
  const changesOf = groupBy(changes, ({ stack }) => stack);
  const stepsOfStack = groupBy(steps, ({ stack }) => stack);
  const full = works
    .filter(({ upToDate }) => !upToDate)
    .map(({ stack }): Step => {
      const own = changesOf.get(stack) ?? [];
      const before = (stepsOfStack.get(stack) ?? []).map(({ id }) => ({ step: id, changes: [] }));
      return { id: stack, stack, targets: undefined, needs: [...before, ...needsOf(stack, own, stepOf, early, true)] };
    });
  return [
    ...full.filter(({ stack }) => !waiting.has(stack)),
    ...steps,
    ...full.filter(({ stack }) => waiting.has(stack)),
  ];
}

/** Whether it cannot be done before something in another stack. */
function isWaiting({ stack, after }: OrderedChange): boolean {
  return after.some((one) => one.stack !== stack);
}

/** What another stack waits for, with what that needs itself. */
function earlyChanges(changes: readonly OrderedChange[]): ReadonlySet<OrderedChange> {
  const early = new Set<OrderedChange>();
  const queue = changes.flatMap(({ stack, after }) => after.filter((one) => one.stack !== stack));
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    if (early.has(one)) continue;
    early.add(one);
    queue.push(...one.after);
  }
  return early;
}

/** How often one has to change the stack before a change can be done. */
function levelsOf(early: ReadonlySet<OrderedChange>): ReadonlyMap<OrderedChange, number> {
  const levels = new Map<OrderedChange, number>();
  for (const start of early) {
    const path: { readonly change: OrderedChange; next: number }[] = [{ change: start, next: 0 }];
    const onPath = new Set([start]);
    while (path.length > 0) {
      const top = path[path.length - 1];
      if (top === undefined) break;
      const { change } = top;
      const before = levels.has(change) ? undefined : change.after[top.next++];
      if (before !== undefined) {
        if (onPath.has(before))
          throw new ShardCycle(
            cycleIn(
              path.map((one) => one.change),
              before,
            ),
          );
        if (levels.has(before)) continue;
        onPath.add(before);
        path.push({ change: before, next: 0 });
        continue;
      }
      if (!levels.has(change))
        levels.set(
          change,
          Math.max(0, ...change.after.map((one) => (levels.get(one) ?? 0) + (one.stack === change.stack ? 0 : 1))),
        );
      onPath.delete(change);
      path.pop();
    }
  }
  return levels;
}

function cycleIn(path: readonly OrderedChange[], back: OrderedChange): readonly string[] {
  return path.slice(path.indexOf(back)).map(({ id }) => id);
}

/** The runs of other changes that these wait for, in other stacks and in earlier runs of their own. */
function needsOf(
  step: string,
  own: readonly OrderedChange[],
  stepOf: (change: OrderedChange) => string,
  early: ReadonlySet<OrderedChange>,
  isFull = false,
): Step["needs"] {
  const needs = new Map<string, Set<string>>();
  for (const { stack, after } of own)
    for (const one of after) {
      const at = stepOf(one);
      if (!early.has(one) || at === step || (isFull && one.stack === stack)) continue;
      const known = needs.get(at);
      if (known === undefined) needs.set(at, new Set([one.id]));
      else known.add(one.id);
    }
  return [...needs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, ids]) => ({ step: id, changes: [...ids].sort() }));
}
