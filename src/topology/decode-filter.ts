import { listOf, mapOf } from "./loose.ts";
import type { Condition, FilterDeclaration } from "./topology.ts";

/** A filter as the file writes it; undefined when there is none. What has a wrong shape is left out. */
export function filterOf(filter: unknown): FilterDeclaration | undefined {
  const attributes = Object.entries(mapOf(filter)).map(([name, value]): [string, readonly Condition[]] => [
    name,
    (Array.isArray(value) ? value : [value]).flatMap((one) => conditionOf(one) ?? []),
  ]);
  return attributes.length === 0 ? undefined : Object.fromEntries(attributes);
}

function conditionOf(value: unknown): Condition | undefined {
  if (typeof value === "string") return value;
  const { prefix, suffix, anythingBut, numeric, exists } = mapOf(value);
  if (typeof prefix === "string") return { prefix };
  if (typeof suffix === "string") return { suffix };
  if (typeof numeric === "string") return { numeric: spaced(numeric) };
  if (typeof exists === "boolean") return { exists };
  const others = typeof anythingBut === "string" ? [anythingBut] : listOf(anythingBut);
  const texts = others.filter((one): one is string => typeof one === "string");
  return texts.length === 0 ? undefined : { anythingBut: texts };
}

/** One spelling for one comparison: `>=0,<5` is `>= 0, < 5`. */
function spaced(numeric: string): string {
  return numeric
    .split(",")
    .map((comparison) => comparison.trim().replace(/^([<>=]+)\s*/, "$1 "))
    .join(", ");
}
