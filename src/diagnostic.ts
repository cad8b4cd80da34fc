/**
 * A problem in what the user wrote, as data. Stages collect diagnostics and never throw them;
 * `src/report` makes them readable at the edge. Anything thrown is a bug of ours.
 */
export interface Diagnostic {
  /** Closed, documented name of the problem: the rule's file name, for example `unknown-event`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence in the words of the domain: what is wrong and what to do about it. */
  readonly message: string;
  readonly span: Span;
  /** Other places that belong to the problem, for example the first of two owners. */
  readonly related?: readonly RelatedPlace[];
  /** A replacement for the text at `span` that would solve the problem. */
  readonly fix?: string;
}

export type Severity = "error" | "warning";

export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

/** A stretch of one file; `end` is the position just behind its last character. */
export interface Span {
  /** Path as the user gave it, or relative to the folder of the topology file. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

/** Both count from 1, as editors do; `column` counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The place of a problem with a file as a whole: its first character. */
export function startOf(file: string): Span {
  const first = { line: 1, column: 1 };
  return { file, start: first, end: first };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/** Orders by file, line, column, then code, so that a report does not depend on the order of the rules. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.span.file, b.span.file) ||
      a.span.start.line - b.span.start.line ||
      a.span.start.column - b.span.start.column ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
