const BYTES: Readonly<Record<string, number>> = { B: 1, KiB: 1024, MiB: 1_048_576 };

/** `512B`, `256KiB` or `1MiB` as bytes; undefined for anything else. */
export function bytesOf(size: unknown): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,6})(B|KiB|MiB)$/.exec(String(size)) ?? [];
  return count === undefined ? undefined : Number(count) * (BYTES[unit ?? ""] ?? Number.NaN);
}

/** Bytes in the largest unit that divides them: 262144 is `256KiB`. */
export function sizeOf(bytes: number): string {
  const [unit, size] = Object.entries(BYTES).findLast(([, size]) => bytes % size === 0) ?? ["B", 1];
  return `${bytes / size}${unit}`;
}
