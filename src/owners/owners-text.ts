import { printable } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import type { Approval, ApprovalReason } from "./approval.ts";
import type { OwnedFile } from "./owned-file.ts";

/** For people: whose approval is needed, with the reasons below. */
export function approvalsText(approvals: readonly Approval[]): string {
  if (approvals.length === 0) return "nobody has to approve: nothing of a team differs\n";
  const blocks = approvals.map(({ team, reviewers, reasons }) => {
    const lines = reasons.map((reason) => `  ${printable(reasonText(reason))}\n`);
    return `${printable(team ?? "the organization")}: ${who(reviewers)}\n${lines.join("")}`;
  });
  return `${blocks.join("")}${count(approvals.length, "approval")}\n`;
}

/** For people: who owns which file. */
export function ownedFilesText(files: readonly OwnedFile[]): string {
  const width = Math.max(0, ...files.map(({ file }) => printable(file).length));
  return files
    .map(({ file, teams, reviewers }) => {
      const whose = teams.length === 0 ? "the organization" : teams.join(", ");
      return `${printable(file).padEnd(width)}  ${printable(whose)}: ${who(reviewers)}\n`;
    })
    .join("");
}

function who(reviewers: readonly string[]): string {
  return reviewers.length === 0 ? 'nobody is named; add "reviewers"' : printable(reviewers.join(" or "));
}

function reasonText(reason: ApprovalReason): string {
  if (reason.kind === "edited") return `edited: ${reason.ids.join(", ")}`;
  return `new subscriber: ${reason.subscriber} subscribes to ${reason.event}, which asks for approval`;
}
