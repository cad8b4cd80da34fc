import { canonicalJson, type Json } from "../backends/cloud-resource.ts";

/**
 * Names of the properties that differ, sorted. Clouds answer an empty text, `false`, an empty list or an empty map for
 * what was never set: those count as not set. In lists and maps the order of keys does not count, nor does a missing one.
 */
export function differing(
  names: Iterable<string>,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  const distinct = [...new Set(names)];
  return distinct.filter((name) => before[name] !== after[name] && text(before[name]) !== text(after[name])).sort();
}

/** Whether no property differs. */
export function isSame(before: object, after: object): boolean {
  return before === after || text(before) === text(after);
}

/** Revisions are compared with many others; their values never change. */
const known = new WeakMap<object, string>();

function text(value: unknown): string {
  if (typeof value !== "object" || value === null) return canonicalJson(meant(value) ?? null);
  const text = known.get(value) ?? canonicalJson(meant(value) ?? null);
  known.set(value, text);
  return text;
}

function meant(value: unknown): Json | undefined {
  if (value === undefined || value === null || value === "" || value === false) return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => meant(one) ?? null);
  if (typeof value !== "object") return value as Json;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    const said = meant(inner);
    return said === undefined ? [] : [[key, said]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
