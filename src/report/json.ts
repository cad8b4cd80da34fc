import type { Diagnostic, Span } from "../diagnostic.ts";
import { printableJson } from "./printable.ts";

/** The shape of `schemas/diagnostics.schema.json`, version 1. */
export function json(diagnostics: readonly Diagnostic[]): string {
  return printableJson({ version: 1, diagnostics: diagnostics.map(flat) });
}

function flat({ code, severity, message, span, related, fix }: Diagnostic): object {
  return {
    code,
    severity,
    message,
    ...place(span),
    ...(related && related.length > 0 && { related: related.map((r) => ({ message: r.message, ...place(r.span) })) }),
    ...(fix !== undefined && { fix }),
  };
}

function place({ file, start, end }: Span): object {
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
