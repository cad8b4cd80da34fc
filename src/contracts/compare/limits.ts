import type { Case } from "./case.ts";

/** Keywords that allow less the higher they are, and those that allow less the lower they are. */
export const LOWER_LIMITS = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;
export const UPPER_LIMITS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;

export type LowerLimit = (typeof LOWER_LIMITS)[number];
export type UpperLimit = (typeof UPPER_LIMITS)[number];

const TYPE_OF_LIMIT = {
  minimum: "number",
  exclusiveMinimum: "number",
  maximum: "number",
  exclusiveMaximum: "number",
  minLength: "string",
  maxLength: "string",
  minItems: "array",
  maxItems: "array",
  minProperties: "object",
  maxProperties: "object",
} as const;

export function lowerLimit(of: Case, keyword: LowerLimit): number | undefined {
  const values = numbersAt(of, keyword);
  return values.length === 0 ? undefined : Math.max(...values);
}

export function upperLimit(of: Case, keyword: UpperLimit): number | undefined {
  const values = numbersAt(of, keyword);
  return values.length === 0 ? undefined : Math.min(...values);
}

/** The values that the members give to a keyword about numbers, where it concerns the case's type. */
function numbersAt(of: Case, keyword: LowerLimit | UpperLimit): readonly number[] {
  if (TYPE_OF_LIMIT[keyword] !== of.type) return [];
  return valuesAt(of, keyword).filter((value): value is number => typeof value === "number");
}

/** What the members say by a keyword, each different value once. */
export function valuesAt({ members }: Case, keyword: string): readonly unknown[] {
  return [
    ...new Set(
      members.flatMap(({ schema }) =>
        typeof schema !== "boolean" && Object.hasOwn(schema, keyword) ? [schema[keyword]] : [],
      ),
    ),
  ];
}

/** The least number allowed: `open` when it is itself excluded. */
export function leastNumber(of: Case): { readonly at: number; readonly open: boolean } {
  const closed = lowerLimit(of, "minimum") ?? Number.NEGATIVE_INFINITY;
  const open = lowerLimit(of, "exclusiveMinimum") ?? Number.NEGATIVE_INFINITY;
  return open >= closed && open !== Number.NEGATIVE_INFINITY ? { at: open, open: true } : { at: closed, open: false };
}

export function greatestNumber(of: Case): { readonly at: number; readonly open: boolean } {
  const closed = upperLimit(of, "maximum") ?? Number.POSITIVE_INFINITY;
  const open = upperLimit(of, "exclusiveMaximum") ?? Number.POSITIVE_INFINITY;
  return open <= closed && open !== Number.POSITIVE_INFINITY ? { at: open, open: true } : { at: closed, open: false };
}

/** Whether every multiple of the first is one of the second; false where floating point cannot tell. */
export function isMultiple(of: number, divisor: number): boolean {
  const quotient = of / divisor;
  return Number.isSafeInteger(quotient) && quotient * divisor === of;
}
