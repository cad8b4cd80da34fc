import type { Condition, Filter } from "../../desired-state/desired-state.ts";
import { sortedFilter } from "../../desired-state/filter.ts";

/** Bytes: google/pubsub/v1 Subscription.filter; cloud.google.com/pubsub/docs/subscription-message-filter. */
const LONGEST = 256;

/**
 * The filter in Pub/Sub's language: `(attributes.country="sg" OR attributes.country="th") AND attributes.tier="gold"`.
 * Attributes and values are sorted and single, because Pub/Sub cannot change a filter: a new text for the same meaning
 * would replace the subscription and lose its backlog. The form must therefore never change.
 */
export function pubsubFilter(filter: Filter): string {
  const conditions = Object.entries(sortedFilter(filter)).map(([attribute, either]) => {
    const choices = either.map((condition) => conditionOn(key(attribute), condition));
    return choices.length === 1 ? choices.join() : `(${choices.join(" OR ")})`;
  });
  return conditions.sort().join(" AND ");
}

/** Of the conditions that `options` says to work; the others are refused before. */
function conditionOn(attribute: string, condition: Condition): string {
  if (typeof condition === "string") return `attributes.${attribute}=${quoted(condition)}`;
  if ("prefix" in condition) return `hasPrefix(attributes.${attribute}, ${quoted(condition.prefix)})`;
  if ("exists" in condition) return condition.exists ? `attributes:${attribute}` : `NOT attributes:${attribute}`;
  if ("anythingBut" in condition) {
    const others = condition.anythingBut.map((value) => `attributes.${attribute}!=${quoted(value)}`);
    return `(attributes:${attribute} AND ${others.join(" AND ")})`;
  }
  throw new Error(`Pub/Sub cannot filter by ${JSON.stringify(condition)}, and the check let it pass`);
}

/** Why Pub/Sub would refuse or never match the filter; undefined when it is fine. */
export function filterProblem(filter: Filter): string | undefined {
  for (const [attribute, values] of Object.entries(filter)) {
    if (attribute === "") return "names an attribute without a name; remove it";
    if (values.length === 0) return `accepts no value of ${attribute}; give at least one`;
    const unprintable = [attribute, ...values.flatMap(textsOf)].find((text) => /[\p{Cc}\p{Cs}]/u.test(text));
    if (unprintable !== undefined) {
      return `holds the text ${JSON.stringify(unprintable)}, which has characters that cannot be printed; remove them`;
    }
  }
  if (Object.values(filter).flat().some(isBeyond)) return undefined;
  const bytes = Buffer.byteLength(pubsubFilter(filter));
  if (bytes <= LONGEST) return undefined;
  return `is ${bytes} bytes in Pub/Sub's language, more than the ${LONGEST} it allows; name fewer or shorter values, or publish one attribute that says it`;
}

/** Refused as an option already. */
function isBeyond(condition: Condition): boolean {
  return typeof condition !== "string" && ("suffix" in condition || "numeric" in condition);
}

function textsOf(condition: Condition): readonly string[] {
  if (typeof condition === "string") return [condition];
  if ("prefix" in condition) return [condition.prefix];
  return "anythingBut" in condition ? condition.anythingBut : [];
}

/** A key of letters, digits and `_` stands plainly; anything else, and the words of the language, as a string. */
function key(attribute: string): string {
  return /^(?!(AND|OR|NOT)$)[A-Za-z_][A-Za-z0-9_]*$/.test(attribute) ? attribute : quoted(attribute);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
