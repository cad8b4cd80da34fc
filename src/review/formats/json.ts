import type { Span } from "../../diagnostic.ts";
import { printableJson } from "../../report/printable.ts";
import type { Change } from "../change.ts";
import type { Review } from "../review.ts";

/** The shape of `schemas/review.schema.json`, version 1. */
export function json(review: Review): string {
  // Old runners take it for a command wherever it stands: actions/runner, ActionCommand.TryParse.
  return printableJson({ ...review, changes: review.changes.map(flat) }).replaceAll("##[", "\\u0023#[");
}

function flat({ span, side, names: _, ...change }: Change): object {
  return { ...change, ...(span !== undefined && { place: { side: side ?? "head", ...place(span) } }) };
}

function place({ file, start, end }: Span): object {
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
