/** Everything between these two lines is ours; what stands around them never is. */
const BEGIN = "# BEGIN event-topology";
const END = "# END event-topology";
const NOTE = 'by "topology owners --codeowners", from the reviewers in the topology; do not edit';

export type BlockResult =
  | { readonly text: string }
  /** `line` counts from 1. */
  | { readonly problem: string; readonly line: number };

/**
 * The text of a CODEOWNERS file with our block holding exactly these lines: in its place where there is one, else at the
 * end, since the last pattern that matches a file wins. Everything outside is kept byte for byte; only a missing line
 * feed at the end is added.
 */
export function withBlock(text: string, lines: readonly string[]): BlockResult {
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  const block = [`${BEGIN} ${NOTE}`, ...lines, END].map((line) => `${line}${eol}`).join("");
  const found = findBlock(text);
  if (found === undefined) return { text: `${text}${text === "" || text.endsWith("\n") ? "" : eol}${block}` };
  if ("problem" in found) return found;
  return { text: text.slice(0, found.start) + block + text.slice(found.end) };
}

/** The lines of our block; none when there is no block or it is broken. */
export function blockLines(text: string): readonly string[] {
  const found = findBlock(text);
  if (found === undefined || "problem" in found) return [];
  return text.slice(found.start, found.end).trimEnd().split(/\r?\n/).slice(1, -1);
}

type Found = { readonly start: number; readonly end: number } | { readonly problem: string; readonly line: number };

function findBlock(text: string): Found | undefined {
  const lines = text.match(/[^\n]*(?:\n|$)/g) ?? [];
  let [offset, line] = [0, 0];
  let start: number | undefined;
  let block: Found | undefined;
  let beginLine = 0;
  for (const whole of lines) {
    line += 1;
    const content = whole.trimEnd();
    if (content === BEGIN || content.startsWith(`${BEGIN} `)) {
      if (start !== undefined || block !== undefined)
        return { problem: `"${BEGIN}" stands here a second time; remove one of the two`, line };
      [start, beginLine] = [offset, line];
    } else if (content === END) {
      if (start === undefined) return { problem: `"${END}" has no "${BEGIN}" before it; remove it`, line };
      block = { start, end: offset + whole.length };
      start = undefined;
    }
    offset += whole.length;
  }
  return start === undefined ? block : { problem: `"${BEGIN}" has no "${END}" after it; add it`, line: beginLine };
}
