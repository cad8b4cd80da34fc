import type { Filter } from "../../desired-state/desired-state.ts";

/** Attribute → distinct accepted values, sorted: the shape both SNS filter policies and event patterns have. */
export function attributeRules(filter: Filter): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(filter).map(([key, values]) => [key, [...new Set(values)].sort()]));
}

/** An empty filter lets everything pass, as none does. */
export function isFiltered(filter: Filter | undefined): filter is Filter {
  return filter !== undefined && Object.keys(filter).length > 0;
}

/** Why no AWS backend can express the filter; undefined when it is fine. */
export function filterProblem(filter: Filter): string | undefined {
  const empty = Object.entries(filter).find(([, values]) => values.length === 0);
  return empty && `accepts no value of ${empty[0]}; give at least one`;
}
