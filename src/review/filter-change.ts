import type { Condition, Filter } from "../desired-state/desired-state.ts";
import { conditionText as quotedText } from "../desired-state/filter.ts";
import { implies } from "./implied-condition.ts";

export type FilterChange = "same" | "narrowed" | "widened" | "changed";

/** How the set of messages that pass differs. No filter, and a filter without attributes, let everything pass. */
export function filterChange(base: Filter | undefined, head: Filter | undefined): FilterChange {
  const less = passesNoMoreThan(head ?? {}, base ?? {});
  const more = passesNoMoreThan(base ?? {}, head ?? {});
  if (less && more) return "same";
  return less ? "narrowed" : more ? "widened" : "changed";
}

/** Whether all that `a` lets pass, `b` lets pass too: `a` asks for each attribute of `b`, with nothing beyond. */
function passesNoMoreThan(a: Filter, b: Filter): boolean {
  return Object.entries(b).every(
    ([attribute, accepted]) =>
      Object.hasOwn(a, attribute) && a[attribute]?.every((one) => accepted.some((other) => implies(one, other))),
  );
}

/** `country: sg, th; tier: prefix "gold"`, as a person reads a filter; undefined for none. */
export function filterText(filter: Filter | undefined): string | undefined {
  const attributes = Object.entries(filter ?? {});
  if (attributes.length === 0) return undefined;
  return attributes
    .map(([attribute, conditions]) => `${attribute}: ${conditions.map(conditionText).join(", ")}`)
    .join("; ");
}

/** A plain text stands for itself; everything else is in words. */
export function conditionText(condition: Condition): string {
  return typeof condition === "string" ? condition : quotedText(condition);
}
