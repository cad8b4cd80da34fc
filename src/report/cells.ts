import { printable } from "./printable.ts";

/** What a reader sees as one character, and the columns it takes on a terminal. */
export interface Cell {
  /** Safe to print. */
  readonly text: string;
  readonly width: number;
  /** Where it is in the line, in UTF-16 code units from 0; `end` is behind it. */
  readonly start: number;
  readonly end: number;
}

const TAB = 4;
/** Made when it is first needed, since that takes longer than a small topology. */
let segmenter: Intl.Segmenter | undefined;

/** East Asian Wide and Fullwidth (Unicode Standard Annex #11), in blocks, and what is shown as an emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const UNSEEN = /^[\p{M}\u200c\u200d]+$/u;

/** The code units from `from` to `to` of a line as cells. A tab goes to the next multiple of four columns. */
export function cellsOf(line: string, from = 0, to = line.length): readonly Cell[] {
  const first = from > 0 && isPairAt(line, from) ? from - 1 : from;
  const last = to < line.length && isPairAt(line, to) ? to + 1 : to;
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes().segment(line.slice(first, last))) {
    const text = segment === "\t" ? " ".repeat(TAB - (column % TAB)) : printable(segment);
    const width = text === segment ? widthOf(text) : text.length;
    cells.push({ text, width, start: first + index, end: first + index + segment.length });
    column += width;
  }
  return cells;
}

function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter;
}

function widthOf(grapheme: string): number {
  return UNSEEN.test(grapheme) ? 0 : WIDE.test(grapheme) ? 2 : 1;
}

/** Whether a surrogate pair lies across this place. */
function isPairAt(line: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(at - 1, at + 1));
}
