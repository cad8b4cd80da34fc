/** A protobuf duration as the client library speaks it. */
export interface Duration {
  readonly seconds?: string | number | { toString(): string } | null;
  readonly nanos?: number | null;
}

/** `"1.5s"` → {seconds: 1, nanos: 500000000}; the text has passed `check`. */
export function toDuration(text: string): { seconds: number; nanos: number } {
  const [seconds = "0", fraction = ""] = text.slice(0, -1).split(".");
  return { seconds: Number(seconds), nanos: Number(fraction.padEnd(9, "0")) };
}

/** {seconds: 30} → `"30s"`; undefined when the cloud has none. */
export function fromDuration(duration: Duration | null | undefined): string | undefined {
  if (duration === null || duration === undefined) return undefined;
  const fraction = String(duration.nanos ?? 0)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${duration.seconds ?? 0}${fraction === "" ? "" : `.${fraction}`}s`;
}
