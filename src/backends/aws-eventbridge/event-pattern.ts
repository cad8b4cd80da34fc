import type { Feed, Filter } from "../../desired-state/desired-state.ts";
import { attributeRules, isFiltered } from "../aws/filter.ts";
import { canonicalJson, type Json } from "../cloud-resource.ts";

/**
 * The event pattern of a rule: the owner's source, the events' names as detail-types, and the filter on the
 * attributes, which stand in `detail.attributes` of every event.
 * Events of one queue nearly always share one filter; where they do not, `$or` has one alternative for each filter
 * (EventBridge User Guide, "Comparison operators", or-matching).
 */
export function eventPattern(source: string, feeds: readonly Feed[]): string {
  const alternatives = [...new Set(feeds.map((feed) => filterKey(feed.filter)))].sort().map((key): Alternative => {
    const alike = feeds.filter((feed) => filterKey(feed.filter) === key);
    return matching(alike.map((feed) => feed.event).sort(), alike[0]?.filter);
  });
  const [first, ...rest] = alternatives;
  return canonicalJson({ source: [source], ...(rest.length === 0 ? first : { $or: alternatives }) });
}

type Alternative = { readonly [key: string]: Json };

function matching(events: readonly string[], filter: Filter | undefined): Alternative {
  return {
    "detail-type": events,
    ...(isFiltered(filter) && { detail: { attributes: attributeRules(filter) } }),
  };
}

function filterKey(filter: Filter | undefined): string {
  return isFiltered(filter) ? canonicalJson(attributeRules(filter)) : "";
}
