import { closest, distance } from "fastest-levenshtein";

/** The end of a message, `; did you mean "…"?`, for the nearest known name when one is near enough to be meant; else an empty text. */
export function didYouMean(name: string, known: readonly string[]): { readonly text: string; readonly name?: string } {
  const nearest =
    known.length > 0
      ? closest(
          name.toLowerCase(),
          known.map((one) => one.toLowerCase()),
        )
      : undefined;
  const original = known.find((one) => one.toLowerCase() === nearest);
  if (original === undefined || nearest === undefined) return { text: "" };
  const near = distance(name.toLowerCase(), nearest) <= Math.max(1, Math.floor(name.length / 3));
  return near ? { text: `; did you mean "${original}"?`, name: original } : { text: "" };
}
