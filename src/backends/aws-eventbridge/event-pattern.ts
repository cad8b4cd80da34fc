import type { Feed, Filter } from "../../desired-state/desired-state.ts";
import { attributeRules, isFiltered } from "../aws/filter.ts";
import { canonicalJson, type Json } from "../cloud-resource.ts";
import type { Wired } from "./bus-of.ts";

/** An event that a rule lets through, as it is on the wire. */
export type PatternEvent = Omit<Wired, "bus"> & Pick<Feed, "filter">;

/**
 * The event pattern of a rule: the sources, the detail-types, and the filter on the attributes, which stand in
 * `detail.attributes` of every event of ours.
 * Events of one queue nearly always share one filter; where they do not, or where events on a bus that exists have other
 * sources or are told apart by a field, `$or` has one alternative for each (EventBridge User Guide, "Comparison
 * operators", or-matching).
 */
export function eventPattern(events: readonly PatternEvent[]): string {
  const groups = [...new Set(events.map(alikeKey))].sort().map((key) => events.filter((one) => alikeKey(one) === key));
  const sources = [...new Set(events.map(({ source }) => source))];
  const [source] = sources;
  if (sources.length !== 1 || source === undefined)
    return canonicalJson({ $or: groups.map((alike) => ({ source: [alike[0]?.source ?? ""], ...matching(alike) })) });
  const [first, ...rest] = groups.map(matching);
  return canonicalJson({ source: [source], ...(rest.length === 0 ? first : { $or: groups.map(matching) }) });
}

type Alternative = { readonly [key: string]: Json };

/** @param alike events of one source that differ in the detail-type, or in the value of one field */
function matching(alike: readonly PatternEvent[]): Alternative {
  const [first] = alike;
  const fields = first?.mark?.name.split(".").reduceRight<Json>((inner, name) => ({ [name]: inner }), valuesOf(alike));
  const detail = {
    ...(isFiltered(first?.filter) && { attributes: attributeRules(first.filter) }),
    ...(fields !== undefined && Object(fields)),
  };
  return {
    "detail-type": [...new Set(alike.map(({ detailType }) => detailType))].sort(),
    ...(Object.keys(detail).length > 0 && { detail }),
  };
}

function valuesOf(alike: readonly PatternEvent[]): readonly string[] {
  return [...new Set(alike.flatMap(({ mark }) => mark?.value ?? []))].sort();
}

/** The same for events that one alternative can let through. Those without a filter come first. */
function alikeKey({ filter, source, detailType, mark }: PatternEvent): string {
  const told = mark === undefined ? [] : [detailType, mark.name];
  return [filterKey(filter), source, ...told].join("\0");
}

function filterKey(filter: Filter | undefined): string {
  return isFiltered(filter) ? canonicalJson(attributeRules(filter)) : "";
}
