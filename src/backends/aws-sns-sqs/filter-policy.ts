import type { Filter } from "../../desired-state/desired-state.ts";
import { attributeRules, filterProblem } from "../aws/filter.ts";
import { canonicalJson } from "../cloud-resource.ts";
import { filterSize } from "./filter-size.ts";
import { SNS } from "./quotas.ts";

/** With five digits behind the point, of which the file's schema allows no more. */
const NUMBERS = { magnitude: 1_000_000_000, source: "SNS Developer Guide, filter policy constraints" } as const;

/** The filter as an SNS filter policy of the scope `MessageAttributes`. */
export function filterPolicy(filter: Filter): string {
  return canonicalJson(attributeRules(filter));
}

/** Why SNS would refuse the filter; undefined when it is fine. What `anythingBut` excludes counts as one value. */
export function snsFilterProblem(filter: Filter): string | undefined {
  const { keys, combinations } = filterSize(filterPolicy(filter));
  const { filterKeys, filterCombinations } = SNS;
  if (keys > filterKeys.limit)
    return `names ${keys} attributes; SNS takes ${filterKeys.limit} (filter policy constraints)`;
  if (combinations > filterCombinations.limit)
    return `accepts ${combinations} combinations of values; SNS takes ${filterCombinations.limit} (filter policy constraints)`;
  return filterProblem(filter, NUMBERS);
}
