/** What SNS counts in a filter policy. */
export interface FilterSize {
  /** Attributes, or fields of the body. */
  readonly keys: number;
  /** The number of values of each key, times the depth at which it stands, multiplied (SNS Developer Guide, "Filter policy constraints"). */
  readonly combinations: number;
}

/** @param policy the JSON text of a filter policy, of either scope */
export function filterSize(policy: string): FilterSize {
  return sizeOf(JSON.parse(policy), 1);
}

function sizeOf(part: Readonly<Record<string, unknown>>, depth: number): FilterSize {
  return Object.entries(part).reduce<FilterSize>(
    (size, [name, value]) => {
      const own =
        name === "$or"
          ? anyOf(value, depth)
          : Array.isArray(value)
            ? leaf(value, depth)
            : sizeOf(Object(value), depth + 1);
      return { keys: size.keys + own.keys, combinations: size.combinations * own.combinations };
    },
    { keys: 0, combinations: 1 },
  );
}

function leaf(values: readonly unknown[], depth: number): FilterSize {
  return { keys: 1, combinations: values.length * depth };
}

/** Alternatives stand beside each other. How SNS counts them is not documented. */
function anyOf(alternatives: unknown, depth: number): FilterSize {
  const sizes = (alternatives as readonly Readonly<Record<string, unknown>>[]).map((part) => sizeOf(part, depth));
  return {
    keys: sizes.reduce((sum, { keys }) => sum + keys, 0),
    combinations: sizes.reduce((sum, { combinations }) => sum + combinations, 0),
  };
}
