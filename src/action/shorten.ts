/**
 * Cuts Markdown at the end of a line, closes the folded parts (`<details>`) that the cut left open, and says so. A block of code
 * is kept whole or not at all: half a drawing is none. What fits is returned as it is.
 * @param limit what the result may measure at most; a text that does not even hold the note is returned empty
 * @param measure size of a text in the unit of `limit`; it must not shrink when text is added
 */
export function shorten(
  markdown: string,
  limit: number,
  note: string,
  measure: (text: string) => number = (text) => text.length,
): string {
  if (measure(markdown) <= limit) return markdown;
  const lines = markdown.split("\n");
  const kept = (count: number) => {
    const { whole, folded } = openAt(lines.slice(0, count));
    const closing = Array<string>(folded).fill("\n</details>");
    return [...lines.slice(0, whole), ...closing, "", `_${note}_`, ""].join("\n");
  };
  let fits = 0;
  let tooMany = lines.length;
  while (fits + 1 < tooMany) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(kept(middle)) <= limit) fits = middle;
    else tooMany = middle;
  }
  const result = kept(fits);
  return measure(result) <= limit ? result : "";
}

/** How many of the lines are there without a block of code that has no end, and how many folded parts those leave open. */
function openAt(lines: readonly string[]): { readonly whole: number; readonly folded: number } {
  let fence: { readonly mark: string; readonly line: number } | undefined;
  let folded = 0;
  for (const [index, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence.mark) && line.trim() === mark) fence = undefined;
    } else if (mark !== undefined) fence = { mark, line: index };
    else folded += occurrences(line, /<details[\s>]/g) - occurrences(line, /<\/details>/g);
  }
  return { whole: fence?.line ?? lines.length, folded: Math.max(0, folded) };
}

function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
