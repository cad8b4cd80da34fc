import type { Diagnostic } from "../diagnostic.ts";

/**
 * Makes diagnostics readable: one function per output format, all pure. The result ends with a line feed, or is empty.
 * `sources` holds the text of each file by the name that the spans use; a file may be missing there.
 */
export type Report = (
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  look?: Partial<Look>,
) => string;

/** How the terminal wants it. Only the text format looks different for it. */
export interface Look {
  /** ANSI colours; none unless true. */
  readonly colors: boolean;
  /** Columns a line of an excerpt may take; 100 unless said. */
  readonly width: number;
}
