import { stackFilePath } from "../backends/stack-files.ts";
import { everyChange } from "../cli/every-change.ts";
import type { Files } from "../document/files.ts";
import type { Approval } from "../owners/approval.ts";
import { approvals } from "../owners/approvals.ts";
import { approvalsText } from "../owners/owners-text.ts";
import { reviewFormats } from "../review/formats/formats.ts";
import type { Review } from "../review/review.ts";
import type { Revision } from "../review/review-revisions.ts";

/** What `topology diff` and `topology owners` say of two commits. */
export interface ReviewedChange {
  readonly review: Review;
  readonly approvals: readonly Approval[];
  readonly markdown: string;
  /** The shape of `schemas/review.schema.json`. */
  readonly json: string;
  /** For the log. */
  readonly text: string;
}

/** A commit and the files in it. */
export interface CommitFiles {
  readonly commit: string;
  readonly files: Files;
}

/**
 * @param file the topology file
 * @param stacks names of the stacks whose resources are compared
 */
export async function reviewSince(
  base: CommitFiles,
  head: CommitFiles,
  file: string,
  stacks: readonly string[],
): Promise<ReviewedChange> {
  const revision = ({ commit, files }: CommitFiles): Revision => ({ label: commit.slice(0, 10), files, file });
  const reviewed = await everyChange(revision(base), revision(head), stacks.map(stackFilePath));
  const { review } = reviewed;
  const needed = approvals(reviewed.base.desired, reviewed.head.desired);
  const look = { colors: false, file };
  return {
    review,
    approvals: needed,
    markdown: reviewFormats.markdown(review),
    json: reviewFormats.json(review),
    text: `${reviewFormats.text(review, look)}\n${approvalsText(needed)}`,
  };
}
