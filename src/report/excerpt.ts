import type { Span } from "../diagnostic.ts";
import { type Cell, cellsOf } from "./cells.ts";
import type { LineOf } from "./lines.ts";

/** One line of the source as it is shown, with the stretch that a line of carets goes under, in columns from 0. */
export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  readonly caretFrom: number;
  readonly caretLength: number;
}

const CUT = "…";

/**
 * The lines of a span, at most its first and its last, each at most `width` columns (two more where it was cut).
 * None when the file or the line is not at hand.
 */
export function excerpt(span: Span, lineOf: LineOf, width: number): readonly ExcerptLine[] {
  const last = lastLine(span);
  return [...new Set([span.start.line, last])].flatMap((number) => {
    const line = lineOf(span.file, number);
    if (line === undefined) return [];
    const indent = line.length - line.trimStart().length;
    const from = number === span.start.line ? span.start.column - 1 : indent;
    const to = number === span.end.line ? span.end.column - 1 : line.trimEnd().length;
    return [{ number, ...underline(line, from, to, width) }];
  });
}

/** A span that ends before the first character of a line ends with the line before. */
function lastLine({ start, end }: Span): number {
  return end.line > start.line && end.column === 1 ? end.line - 1 : end.line;
}

/** A span at or behind the end of the line is one caret behind the last character. */
function underline(line: string, from: number, to: number, width: number): Omit<ExcerptLine, "number"> {
  const start = Math.min(from, line.length);
  const end = Math.min(Math.max(to, start + 1), line.length);
  // No more than `width` columns are shown, so what is far away need not be looked at.
  const cells = cellsOf(line, Math.max(0, start - 2 * width), Math.min(line.length, start + 2 * width));
  const caretFrom = widthOf(cells.filter((cell) => cell.end <= start));
  const marked = widthOf(cells.filter((cell) => cell.end > start && cell.start < end));
  const shown = visible(cells, caretFrom, caretFrom + marked, width);
  const hiddenLeft = widthOf(cells.slice(0, shown.first));
  const cutLeft = (cells[shown.first]?.start ?? 0) > 0;
  const cutRight = (cells[shown.last]?.end ?? line.length) < line.length;
  const text = cells.slice(shown.first, shown.last + 1);
  const left = cutLeft ? CUT.length : 0;
  return {
    text: `${cutLeft ? CUT : ""}${text.map((cell) => cell.text).join("")}${cutRight ? CUT : ""}`,
    caretFrom: caretFrom - hiddenLeft + left,
    caretLength: Math.max(1, Math.min(marked, widthOf(text) - (caretFrom - hiddenLeft))),
  };
}

/** The run of cells to show: all when they fit, else the marked ones with as much on both sides as there is room for. */
function visible(cells: readonly Cell[], from: number, to: number, width: number): { first: number; last: number } {
  const total = widthOf(cells);
  const left = Math.max(0, Math.min(Math.floor((from + Math.min(to, from + width) - width) / 2), total - width));
  let column = 0;
  let first = cells.length;
  let last = -1;
  for (const [index, cell] of cells.entries()) {
    // The first marked cell is shown even when it alone is wider than the room.
    if (column === from || (column >= left && column + cell.width <= left + width)) {
      first = Math.min(first, index);
      last = index;
    }
    column += cell.width;
  }
  return { first, last };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
