import type { Diagnostic } from "../diagnostic.ts";
import type { Approval } from "../owners/approval.ts";
import { approvalsMarkdown } from "./approvals-markdown.ts";
import { problemsMarkdown } from "./problems-markdown.ts";

export interface ToReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly approvals: readonly Approval[];
  /** The review of the change as Markdown; undefined when nothing was compared. */
  readonly review: string | undefined;
  /** Why nothing was compared. */
  readonly reason: string | undefined;
}

/**
 * What the step summary and the comment say: the problems first, since nothing is provisioned while there are errors,
 * then whom to ask, then the change.
 */
export function reportMarkdown({ diagnostics, approvals, review, reason }: ToReport): string {
  const parts = [
    problemsMarkdown(diagnostics),
    approvalsMarkdown(approvals),
    review ?? (diagnostics.length === 0 ? "## Topology: no problems\n" : ""),
    reason === undefined ? "" : `Nothing was compared: ${reason}.\n`,
  ];
  return parts.filter((part) => part !== "").join("\n");
}
