const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `0s`, `30s`, `15m`, `12h` or `7d` as whole seconds; undefined for anything else. */
export function secondsOf(duration: unknown): number | undefined {
  const [, count, unit] = /^(0|[1-9]\d{0,9})([smhd])$/.exec(String(duration)) ?? [];
  return count === undefined ? undefined : Number(count) * (SECONDS[unit ?? ""] ?? Number.NaN);
}

/** Seconds in the largest unit that divides them: 604800 is `7d`, and 0 is `0s`. */
export function durationOf(seconds: number): string {
  const [unit, size] = Object.entries(SECONDS).findLast(([, size]) => seconds >= size && seconds % size === 0) ?? [
    "s",
    1,
  ];
  return `${seconds / size}${unit}`;
}
