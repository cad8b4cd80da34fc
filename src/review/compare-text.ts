/** Code-unit order, which does not depend on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorted, each once. */
export function distinct(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
