import { count } from "../../report/summary.ts";
import type { Change } from "../change.ts";
import type { ResourceAction, ResourceChange } from "../review.ts";

/** `2 dangerous, 1 needs attention, 5 safe`; what there is none of is left out. */
export function severityCounts(changes: readonly Change[]): string {
  const number = (severity: Change["severity"]) => changes.filter((change) => change.severity === severity).length;
  const [dangerous, attention, safe] = [number("dangerous"), number("attention"), number("safe")];
  return [
    ...(dangerous > 0 ? [`${dangerous} dangerous`] : []),
    ...(attention > 0 ? [`${attention} need${attention === 1 ? "s" : ""} attention`] : []),
    ...(safe > 0 ? [`${safe} safe`] : []),
  ].join(", ");
}

export const ACTION_WORDS: Readonly<Record<ResourceAction, string>> = {
  replace: "replaced",
  delete: "deleted",
  update: "updated in place",
  create: "created",
};

/** `1 replaced, 12 created`, worst first; `nothing changes` when there is nothing. */
export function actionCounts(resources: readonly ResourceChange[]): string {
  const parts = Object.entries(ACTION_WORDS).flatMap(([action, word]) => {
    const number = resources.filter((one) => one.action === action).length;
    return number > 0 ? [`${number} ${word}`] : [];
  });
  return parts.join(", ") || "nothing changes";
}

/** `12 Queue, 4 Topic`: types without their package, the most frequent first. */
export function typeCounts(resources: readonly ResourceChange[]): string {
  const numbers = new Map<string, number>();
  for (const { type } of resources) {
    const name = type.slice(type.lastIndexOf(":") + 1);
    numbers.set(name, (numbers.get(name) ?? 0) + 1);
  }
  const sorted = [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([name, number]) => `${number} ${name}`).join(", ");
}

/** `1 more change`, `2 more changes`. */
export function moreOf(number: number, noun: string): string {
  return count(number, `more ${noun}`);
}
