/** Each value once, sorted: the same list whatever the order it was said in. */
export function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
