import type { Condition, Filter } from "./desired-state.ts";

/** The same filter for the same meaning: attributes and conditions sorted, each condition once. */
export function sortedFilter(filter: Filter): Filter {
  const attributes = Object.entries(filter).map(([name, conditions]): [string, readonly Condition[]] => [
    name,
    sorted(conditions),
  ]);
  return Object.freeze(Object.fromEntries(attributes.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function sorted(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.every((condition) => typeof condition === "string"))
    return Object.freeze([...new Set(conditions)].sort());
  const byKey = new Map(conditions.map(canonical).map((condition) => [JSON.stringify(condition), condition]));
  return Object.freeze([...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, condition]) => condition));
}

function canonical(condition: Condition): Condition {
  if (typeof condition === "string" || !("anythingBut" in condition)) return condition;
  return { anythingBut: [...new Set(condition.anythingBut)].sort() };
}

/** One comparison of a numeric condition. */
export interface Comparison {
  readonly operator: "=" | ">" | ">=" | "<" | "<=";
  readonly value: number;
}

/** `> 0, <= 5` as its comparisons, all of which have to hold. The form has been checked by the file's schema. */
export function comparisonsOf(numeric: string): readonly Comparison[] {
  return numeric.split(",").map((comparison) => {
    const [, operator, value] = /^\s*(=|>=?|<=?)\s*(-?[0-9.]+)\s*$/.exec(comparison) ?? [];
    if (operator === undefined) throw new Error(`${numeric} has passed the schema but is no comparison`);
    return { operator: operator as Comparison["operator"], value: Number(value) };
  });
}

/** A condition in words for messages, with the texts quoted: `a prefix "th-"`. */
export function conditionText(condition: Condition): string {
  if (typeof condition === "string") return JSON.stringify(condition);
  if ("prefix" in condition) return `prefix ${JSON.stringify(condition.prefix)}`;
  if ("suffix" in condition) return `suffix ${JSON.stringify(condition.suffix)}`;
  if ("anythingBut" in condition)
    return `anything but ${condition.anythingBut.map((value) => JSON.stringify(value)).join(", ")}`;
  if ("numeric" in condition) return condition.numeric;
  return condition.exists ? "present" : "absent";
}
