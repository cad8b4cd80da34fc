import { cellsOf } from "../../report/cells.ts";
import { printable } from "../../report/printable.ts";

/** A text as it is drawn: cut in the middle when it is longer than its room; `full` is the whole of it. */
export interface Label {
  readonly shown: string;
  readonly full: string;
  /** Pixels, at most: monospaced fonts are at most this wide, so that no label leaves its box whatever font is there. */
  readonly width: number;
}

/** Advance of one column in em: DejaVu Sans Mono and Menlo have 0.602, SF Mono 0.62, Consolas 0.55. */
const COLUMN = 0.625;

/** @param size of the font in pixels */
export function labelOf(text: string, size: number, maxColumns = 40): Label {
  const cells = cellsOf(printable(text));
  const columns = cells.reduce((sum, cell) => sum + cell.width, 0);
  const all = cells.map((cell) => cell.text).join("");
  if (columns <= maxColumns) return { shown: all, full: all, width: columns * size * COLUMN };
  const head = upTo(cells, Math.floor((maxColumns - 1) * 0.6));
  const tail = upTo([...cells].reverse(), maxColumns - 1 - Math.floor((maxColumns - 1) * 0.6)).reverse();
  return { shown: [...head, "…", ...tail].join(""), full: all, width: maxColumns * size * COLUMN };
}

function upTo(cells: ReturnType<typeof cellsOf>, columns: number): string[] {
  let left = columns;
  const kept: string[] = [];
  for (const cell of cells) {
    left -= cell.width;
    if (left < 0) break;
    kept.push(cell.text);
  }
  return kept;
}
