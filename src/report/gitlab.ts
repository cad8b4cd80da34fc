import { createHash } from "node:crypto";
import type { Diagnostic } from "../diagnostic.ts";
import { help } from "./help.ts";
import { printableJson, printableSentence } from "./printable.ts";

/**
 * A report for GitLab's Code Quality widget, which shows the problems beside the changed lines (GitLab Docs, "Code Quality",
 * section "Report format"). GitLab finds the file when its path is relative to the root of the repository.
 */
export function gitlab(diagnostics: readonly Diagnostic[]): string {
  const seen = new Map<string, number>();
  return printableJson(
    diagnostics.map((diagnostic) => {
      const { code, severity, message, span, fix } = diagnostic;
      const what = JSON.stringify([code, span.file, message]);
      const occurrence = (seen.get(what) ?? 0) + 1;
      seen.set(what, occurrence);
      return {
        description: printableSentence(fix === undefined ? message : `${message}; ${help(fix)}`),
        check_name: code,
        // Without the line, so that a problem which only moved is not told as solved and new.
        fingerprint: createHash("sha256").update(`${what}${occurrence}`).digest("hex"),
        severity: severity === "error" ? "critical" : "minor",
        location: { path: span.file, lines: { begin: span.start.line, end: span.end.line } },
      };
    }),
  );
}
