import { createHash } from "node:crypto";

/** What a cloud allows in a name. */
export interface NameRule {
  /** Matches one legal character. */
  readonly legal: RegExp;
  /** Longest name, in characters. */
  readonly limit: number;
}

/**
 * Composes a cloud name that is legal, stable and distinct for distinct inputs.
 * Parts are joined by `_`; a suffix says what the thing is (`ar_marketing_CUSTOMER_CREATED-dlq`).
 * The plain form is used whenever it can be read back in only one way. It gets a hash of the exact parts when a
 * character had to be replaced, the name had to be cut, or the parts could be mistaken for another name:
 * an `_` in any part but the last, or a last part that looks as if it already ended in a suffix or a hash.
 */
export function composeName(rule: NameRule, parts: readonly string[], suffix = ""): string {
  const ending = suffix === "" ? "" : `-${suffix}`;
  const plain = parts.join("_");
  const readable = [...plain].map((char) => (rule.legal.test(char) ? char : "-")).join("");
  if (readable === plain && plain.length + ending.length <= rule.limit && !isAmbiguous(parts)) return plain + ending;
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 8);
  return `${readable.slice(0, rule.limit - ending.length - hash.length - 1)}-${hash}${ending}`;
}

/** The suffix of a queue's name: what part of it, from the second generation on after `g2`; empty for the first one itself. */
export function queueSuffix({ generation }: { readonly generation: number }, part = ""): string {
  return [...(generation === 1 ? [] : [`g${generation}`]), ...(part === "" ? [] : [part])].join("-");
}

function isAmbiguous(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? "";
  return parts.slice(0, -1).some((part) => part.includes("_")) || /-([0-9a-f]{8}|dlq|undeliverable|g\d+)$/i.test(last);
}
