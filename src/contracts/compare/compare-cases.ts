import { canonicalJson } from "./canonical.ts";
import { conditionChanges } from "./compare-conditions.ts";
import { elementChanges } from "./compare-elements.ts";
import { fieldChanges } from "./compare-fields.ts";
import { BOTH, type CasePair, type Comparison, LOOSER, listed, pointerOf, subject, TIGHTER } from "./comparison.ts";
import { LOWER_LIMITS, lowerLimit, UPPER_LIMITS, upperLimit, valuesAt } from "./limits.ts";
import type { SchemaChange } from "./schema-change.ts";

/** The changes of what is said of values of one type. */
export function changesOfCase(pair: CasePair, comparison: Comparison): readonly SchemaChange[] {
  return [
    ...valueChanges(pair),
    ...limitChanges(pair),
    ...formatChanges(pair),
    ...(pair.from.type === "object" ? fieldChanges(pair, comparison) : []),
    ...(pair.from.type === "array" ? elementChanges(pair, comparison) : []),
    ...conditionChanges(pair, comparison),
  ];
}

function valueChanges({ from, to, field }: CasePair): readonly SchemaChange[] {
  const [before, after] = [from.values, to.values];
  if (before === undefined && after === undefined) return [];
  const missing = (values: readonly unknown[], others: readonly unknown[]) => {
    const known = new Set(others.map(canonicalJson));
    return values.filter((value) => !known.has(canonicalJson(value)));
  };
  const gone = before === undefined || after === undefined ? undefined : missing(before, after);
  const news = before === undefined || after === undefined ? undefined : missing(after, before);
  const keyword = (of: CasePair["from"]) => pointerOf(of, valuesAt(of, "enum").length > 0 ? "enum" : "const");
  const narrowed = (summary: string): SchemaChange => ({
    kind: "enum-narrowed",
    pointer: keyword(to),
    field,
    summary,
    breaks: TIGHTER,
  });
  const widened = (summary: string): SchemaChange => ({
    kind: "enum-widened",
    pointer: keyword(after === undefined ? from : to),
    field,
    summary,
    breaks: LOOSER,
  });
  return [
    ...(gone?.length ? [narrowed(`${subject(field)} can no longer be ${listed(gone)}`)] : []),
    ...(news?.length ? [widened(`${subject(field)} can also be ${listed(news)}`)] : []),
    ...(before === undefined ? [narrowed(`${subject(field)} can only be ${listed(after ?? [])} now`)] : []),
    ...(after === undefined ? [widened(`${subject(field)} is no longer limited to ${listed(before ?? [])}`)] : []),
  ];
}

function limitChanges({ from, to, field }: CasePair): readonly SchemaChange[] {
  const changed = (keyword: string, before: unknown, after: unknown, tighter: boolean): SchemaChange => ({
    kind: tighter ? "limit-tightened" : "limit-loosened",
    pointer: pointerOf(after === undefined ? from : to, keyword),
    field,
    summary: `${keyword} of ${subject(field)} was ${before ?? "not set"} and is ${after ?? "not set"} now`,
    breaks: tighter ? TIGHTER : LOOSER,
  });
  const lower = LOWER_LIMITS.flatMap((keyword) => {
    const [before, after] = [lowerLimit(from, keyword), lowerLimit(to, keyword)];
    const tighter = (after ?? Number.NEGATIVE_INFINITY) > (before ?? Number.NEGATIVE_INFINITY);
    return before === after ? [] : [changed(keyword, before, after, tighter)];
  });
  const upper = UPPER_LIMITS.flatMap((keyword) => {
    const [before, after] = [upperLimit(from, keyword), upperLimit(to, keyword)];
    const tighter = (after ?? Number.POSITIVE_INFINITY) < (before ?? Number.POSITIVE_INFINITY);
    return before === after ? [] : [changed(keyword, before, after, tighter)];
  });
  const unique = [from, to].map((of) => of.type === "array" && valuesAt(of, "uniqueItems").includes(true));
  return [
    ...lower,
    ...upper,
    ...(unique[0] === unique[1] ? [] : [changed("uniqueItems", unique[0], unique[1], unique[1] === true)]),
  ];
}

const FORMATS = {
  string: ["format", "pattern", "contentEncoding", "contentMediaType"],
  number: ["multipleOf"],
} as const;

function formatChanges({ from, to, field }: CasePair): readonly SchemaChange[] {
  if (from.type !== "string" && from.type !== "number") return [];
  return FORMATS[from.type].flatMap((keyword): readonly SchemaChange[] => {
    const [before, after] = [valuesAt(from, keyword), valuesAt(to, keyword)];
    const gone = before.filter((value) => !after.includes(value));
    const news = after.filter((value) => !before.includes(value));
    if (gone.length === 0 && news.length === 0) return [];
    const text = (values: readonly unknown[]) => (values.length === 0 ? "not set" : listed(values));
    return [
      {
        kind: gone.length === 0 ? "format-narrowed" : news.length === 0 ? "format-widened" : "format-changed",
        pointer: pointerOf(after.length === 0 ? from : to, keyword),
        field,
        summary: `${keyword} of ${subject(field)} was ${text(before)} and is ${text(after)} now`,
        breaks: gone.length === 0 ? TIGHTER : news.length === 0 ? LOOSER : BOTH,
      },
    ];
  });
}
