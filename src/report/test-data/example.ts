import type { Diagnostic, Span } from "../../diagnostic.ts";

export function span(file: string, line: number, column: number, endLine: number, endColumn: number): Span {
  return { file, start: { line, column }, end: { line: endLine, column: endColumn } };
}

/** What every format is shown on: an error with a second place and a fix, and a plain warning. */
export const diagnostics: readonly Diagnostic[] = [
  {
    code: "unknown-event",
    severity: "error",
    message: "no team owns CUSTOMER_CREATD, 100% sure; did you mean CUSTOMER_CREATED?",
    span: span("topology.yaml", 6, 9, 6, 24),
    related: [{ message: "declared here", span: span("teams/crm.yaml", 2, 3, 2, 19) }],
    fix: "CUSTOMER_CREATED",
  },
  {
    code: "empty-team",
    severity: "warning",
    message: "the team does nothing",
    span: span("topology.yaml", 7, 3, 8, 1),
  },
];

export const sources: ReadonlyMap<string, string> = new Map([
  [
    "topology.yaml",
    "version: 1\norganization: ar\nteams:\n  marketing:\n    subscriptions:\n      - CUSTOMER_CREATD   # typo\n  sales: {}\n",
  ],
  ["teams/crm.yaml", "events:\n  CUSTOMER_CREATED: {}\n"],
]);
