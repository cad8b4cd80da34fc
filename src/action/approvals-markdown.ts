import type { Approval, ApprovalReason } from "../owners/approval.ts";
import { code } from "../review/formats/markdown-code.ts";

/** Beyond this the list is folded. */
const OPEN_UP_TO = 10;
const MOST = 100;
const MOST_REASONS = 5;

/**
 * Whose approval the change needs, a line each; empty when nobody's, or when the topology names no reviewers at all.
 * Reviewers are code, so that nobody is called by it: that is for CODEOWNERS.
 */
export function approvalsMarkdown(approvals: readonly Approval[]): string {
  if (approvals.every(({ reviewers }) => reviewers.length === 0)) return "";
  const lines = approvals.slice(0, MOST).map(line);
  const left = approvals.length - lines.length;
  const list = [...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
  const title = `## Approvals: ${approvals.length}\n\n`;
  if (approvals.length <= OPEN_UP_TO) return `${title}${list}\n`;
  return `${title}<details><summary>Who has to approve</summary>\n\n${list}\n\n</details>\n`;
}

function line({ team, reviewers, reasons }: Approval): string {
  const who = reviewers.length === 0 ? "nobody is named" : reviewers.map(code).join(" or ");
  const why = reasons.slice(0, MOST_REASONS).map(reasonText);
  const more = reasons.length > MOST_REASONS ? "; …" : "";
  return `- ${team === undefined ? "The organization" : code(team)}: ${who} (${why.join("; ")}${more})`;
}

function reasonText(reason: ApprovalReason): string {
  if (reason.kind === "new-subscriber") return `${code(reason.subscriber)} wants ${code(reason.event)}`;
  const ids = reason.ids.slice(0, MOST_REASONS).map(code).join(", ");
  return `edited: ${ids}${reason.ids.length > MOST_REASONS ? ", …" : ""}`;
}
