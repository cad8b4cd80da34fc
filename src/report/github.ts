import type { Diagnostic, Span } from "../diagnostic.ts";
import { help } from "./help.ts";
import { workflowCommand } from "./workflow-command.ts";

/**
 * One GitHub Actions workflow command per diagnostic (GitHub Docs, "Workflow commands for GitHub Actions", section
 * "Setting an error message"): the runner turns it into an annotation of the changed file. GitHub finds the file when
 * its path is relative to the root of the repository, so the command has to be run there.
 */
export function github(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${command(diagnostic)}\n`).join("");
}

function command({ code, severity, message, span, related = [], fix }: Diagnostic): string {
  const properties = { file: span.file, ...region(span), title: code };
  const lines = [
    message,
    ...related.map((place) => `${place.span.file}:${place.span.start.line}: ${place.message}`),
    ...(fix === undefined ? [] : [`help: ${help(fix)}`]),
  ];
  return workflowCommand(severity, properties, lines.join("\n"));
}

/** The runner drops columns, with a complaint, when the lines differ. */
function region({ start, end }: Span): Record<string, number> {
  return start.line === end.line
    ? { line: start.line, endLine: end.line, col: start.column, endColumn: end.column }
    : { line: start.line, endLine: end.line };
}
