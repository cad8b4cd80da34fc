import type { Condition, Filter } from "../../desired-state/desired-state.ts";
import { type Comparison, comparisonsOf, sortedFilter } from "../../desired-state/filter.ts";
import type { Json } from "../cloud-resource.ts";

/** Attribute → what it may be: the shape both SNS filter policies and event patterns have. The filter is sorted. */
export function attributeRules(filter: Filter): Readonly<Record<string, readonly Json[]>> {
  return Object.fromEntries(
    Object.entries(sortedFilter(filter)).map(([key, conditions]) => [key, conditions.map(rule)]),
  );
}

function rule(condition: Condition): Json {
  if (typeof condition === "string") return condition;
  if ("anythingBut" in condition) return { "anything-but": condition.anythingBut };
  if ("numeric" in condition)
    return { numeric: boundsOf(condition.numeric).flatMap(({ operator, value }) => [operator, value]) };
  return { ...condition };
}

/** An empty filter lets everything pass, as none does. */
export function isFiltered(filter: Filter | undefined): filter is Filter {
  return filter !== undefined && Object.keys(filter).length > 0;
}

/** The numbers that a cloud compares. */
export interface NumberRange {
  /** The largest number, and without its sign the smallest. */
  readonly magnitude: number;
  readonly source: string;
}

/** Why no AWS backend can express the filter, or not with these numbers; undefined when it is fine. */
export function filterProblem(filter: Filter, numbers?: NumberRange): string | undefined {
  const empty = Object.entries(filter).find(([, values]) => values.length === 0);
  if (empty !== undefined) return `accepts no value of ${empty[0]}; give at least one`;
  return Object.entries(filter)
    .flatMap(([name, conditions]) => conditions.map((condition) => numericProblem(name, condition, numbers)))
    .find((problem) => problem !== undefined);
}

/** A range is a lower bound and an upper one above it: anything else is refused when the filter is set. */
function numericProblem(name: string, condition: Condition, numbers: NumberRange | undefined): string | undefined {
  if (typeof condition === "string" || !("numeric" in condition)) return undefined;
  const bounds = boundsOf(condition.numeric);
  const said = `compares ${name} by ${JSON.stringify(condition.numeric)}`;
  const [lower, upper] = bounds;
  if (lower !== undefined && upper !== undefined) {
    if (!isLower(lower) || !isUpper(upper)) return `${said}; give one lower and one upper bound`;
    if (lower.value >= upper.value) return `${said}, which no number fulfils; the upper bound must be above the lower`;
  }
  const large = bounds.find(({ value }) => numbers !== undefined && Math.abs(value) > numbers.magnitude);
  if (large === undefined || numbers === undefined) return undefined;
  const limit = numbers.magnitude.toLocaleString("en-US");
  return `${said}; numbers go from -${limit} to ${limit} (${numbers.source})`;
}

/** Lower bounds first, in which order they are asked for. */
function boundsOf(numeric: string): readonly Comparison[] {
  const all = comparisonsOf(numeric);
  return [...all.filter(isLower), ...all.filter((comparison) => !isLower(comparison))];
}

function isLower({ operator }: Comparison): boolean {
  return operator.startsWith(">");
}

function isUpper({ operator }: Comparison): boolean {
  return operator.startsWith("<");
}
