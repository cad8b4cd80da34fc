import type { Diagnostic } from "../diagnostic.ts";
import { printable, printableSentence } from "../report/printable.ts";
import { summary } from "../report/summary.ts";

/** A comment is for the overview; beyond this the annotations and the log tell. */
const MOST = 20;

/**
 * The problems as a block of code: nothing that stands in it is Markdown, HTML, a mention or a reference to GitHub.
 * Empty when there is none.
 */
export function problemsMarkdown(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return "";
  const heaviest = [...diagnostics].sort((a, b) => weight(a) - weight(b));
  const lines = heaviest.slice(0, MOST).map(line);
  const left = heaviest.length - lines.length;
  const block = [...lines, ...(left > 0 ? [`… and ${left} more`] : [])].join("\n");
  const fence = "`".repeat(Math.max(3, 1 + longestRun(block)));
  return `## Problems: ${summary(diagnostics)}\n\n${fence}text\n${block}\n${fence}\n`;
}

function line({ severity, code, message, span }: Diagnostic): string {
  return `${printable(span.file)}:${span.start.line}:${span.start.column} ${severity} ${code}: ${printableSentence(message)}`;
}

function weight({ severity }: Diagnostic): number {
  return severity === "error" ? 0 : 1;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
