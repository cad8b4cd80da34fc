import type { Condition } from "../desired-state/desired-state.ts";
import { type Comparison, comparisonsOf } from "../desired-state/filter.ts";

/**
 * Whether every value that fulfils `a` is known to fulfil `b`. What cannot be shown counts as not: a filter is then told as
 * changed, never as safer than it is.
 */
export function implies(a: Condition, b: Condition): boolean {
  if (a === b) return true;
  if (typeof a === "string") return typeof b !== "string" && fulfils(a, b);
  if (typeof b === "string") return false;
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  if ("exists" in b) return b.exists && !("exists" in a);
  if ("prefix" in a && "prefix" in b) return a.prefix.startsWith(b.prefix);
  if ("suffix" in a && "suffix" in b) return a.suffix.endsWith(b.suffix);
  if ("numeric" in a && "numeric" in b) return narrower(comparisonsOf(a.numeric), comparisonsOf(b.numeric));
  if (!("anythingBut" in b)) return false;
  if ("anythingBut" in a) return b.anythingBut.every((value) => a.anythingBut.includes(value));
  if (!("prefix" in a || "suffix" in a)) return false;
  return b.anythingBut.every((value) => !fulfils(value, a));
}

/** Whether the very text passes. */
function fulfils(text: string, condition: Exclude<Condition, string>): boolean {
  if ("prefix" in condition) return text.startsWith(condition.prefix);
  if ("suffix" in condition) return text.endsWith(condition.suffix);
  if ("anythingBut" in condition) return !condition.anythingBut.includes(text);
  if ("exists" in condition) return condition.exists;
  // Texts that stand for numbers are written in too many ways; clouds do not even compare them alike.
  return false;
}

/** Whether each bound of `b` is held by one of `a`. */
function narrower(a: readonly Comparison[], b: readonly Comparison[]): boolean {
  return b.every((bound) => a.some((tighter) => holds(tighter, bound)));
}

function holds(a: Comparison, b: Comparison): boolean {
  if (b.operator === "=") return a.operator === "=" && a.value === b.value;
  if (a.operator === "=")
    switch (b.operator) {
      case ">":
        return a.value > b.value;
      case ">=":
        return a.value >= b.value;
      case "<":
        return a.value < b.value;
      default:
        return a.value <= b.value;
    }
  if (a.operator[0] !== b.operator[0]) return false;
  const isStrict = b.operator.length === 1 && a.operator.length === 2;
  if (a.value === b.value) return !isStrict;
  return b.operator.startsWith(">") ? a.value > b.value : a.value < b.value;
}
