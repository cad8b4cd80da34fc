import type { Filter } from "../../desired-state/desired-state.ts";
import { attributeRules, filterProblem } from "../aws/filter.ts";
import { canonicalJson } from "../cloud-resource.ts";

/** SNS Developer Guide, "Filter policy constraints". */
const KEYS = 5;
const COMBINATIONS = 150;

/** The filter as an SNS filter policy of the scope `MessageAttributes`. */
export function filterPolicy(filter: Filter): string {
  return canonicalJson(attributeRules(filter));
}

/** Why SNS would refuse the filter; undefined when it is fine. */
export function snsFilterProblem(filter: Filter): string | undefined {
  const rules = Object.values(attributeRules(filter));
  if (rules.length > KEYS) return `names ${rules.length} attributes; SNS takes ${KEYS} (filter policy constraints)`;
  const combinations = rules.reduce((product, values) => product * values.length, 1);
  if (combinations > COMBINATIONS) {
    return `accepts ${combinations} combinations of values; SNS takes ${COMBINATIONS} (filter policy constraints)`;
  }
  return filterProblem(filter);
}
