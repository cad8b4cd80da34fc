import type { Diagnostic, Span } from "../diagnostic.ts";
import { type StackBudgets, worstFirst } from "./budget-entry.ts";
import { printableJson } from "./printable.ts";

/** The shape of `schemas/diagnostics.schema.json`, version 1. */
export function json(diagnostics: readonly Diagnostic[]): string {
  return printableJson({ version: 1, diagnostics: diagnostics.map(flat) });
}

/**
 * The same with the budgets of the stacks, in the order of the table for people.
 * @param most how many of each limit and stack
 */
export function jsonWithBudgets(
  diagnostics: readonly Diagnostic[],
  stacks: readonly StackBudgets[],
  most: number,
): string {
  const budgets = stacks.flatMap(({ stack, backend, budgets }) =>
    worstFirst(budgets, most)
      .flatMap(({ shown }) => shown)
      .map(({ key, what, unit, scope, used, limit, usualLimit, adjustable, source, remedy, span }) => ({
        ...{ stack, backend, key, what, unit, scope, used },
        ...(limit !== undefined && { limit }),
        ...(usualLimit !== undefined && { usualLimit }),
        ...{ adjustable, source, remedy },
        ...place(span),
      })),
  );
  return printableJson({ version: 1, diagnostics: diagnostics.map(flat), budgets });
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
