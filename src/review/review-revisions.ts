import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import type { Change } from "./change.ts";
import { readSide } from "./read-side.ts";
import type { Review } from "./review.ts";
import { reviewOf } from "./review-of.ts";
import type { Side } from "./side.ts";
import type { StackToReview } from "./stack-to-review.ts";

/** Where one revision is. */
export interface Revision {
  /** How the user called it. */
  readonly label: string;
  readonly files: Files;
  /** The topology file, in the words of `files`. */
  readonly file: string;
}

/** Finds changes in what a topology refers to, such as event schemas. */
export type MoreChanges = (base: ReadRevision, head: ReadRevision) => Promise<readonly Change[]>;

export interface ReadRevision extends Side {
  readonly revision: Revision;
}

export interface ReviewedRevisions {
  readonly review: Review;
  readonly base: ReadRevision;
  readonly head: ReadRevision;
}

/**
 * Reads two revisions of a topology, with the stack files as they stand in each, and compares them.
 * @param stackFiles paths of the stack files to look at
 * @param more what else to compare
 */
export async function reviewRevisions(
  base: Revision,
  head: Revision,
  stackFiles: readonly string[],
  more: MoreChanges = async () => [],
): Promise<ReviewedRevisions> {
  const before = await readRevision(base);
  const after = await readRevision(head);
  const stacks = await Promise.all(stackFiles.map((file) => readStackPair(file, base, head)));
  const review = reviewOf({ base: before, head: after, stacks, extra: await more(before, after) });
  return { review, base: before, head: after };
}

async function readRevision(revision: Revision): Promise<ReadRevision> {
  return { ...(await readSide(revision.label, revision.file, revision.files)), revision };
}

/** What clouds need is loaded only where a stack is looked at, for a fast start. */
async function readStackPair(file: string, base: Revision, head: Revision): Promise<StackToReview> {
  const { readStack, stackNameOf } = await import("../backends/read-stack.ts");
  const isNew = !(await base.files.exists(file));
  const before = isNew ? undefined : await readStack(file, base.files);
  const after = await readStack(file, head.files);
  const problems = [
    ...(before === undefined ? [] : [{ ...before, label: base.label }]),
    { ...after, label: head.label },
  ].flatMap(({ diagnostics, label }) => {
    const first = diagnostics.find(({ severity }) => severity === "error");
    return hasErrors(diagnostics) && first !== undefined ? [`${file} in ${label}: ${first.message}.`] : [];
  });
  return {
    name: stackNameOf(file),
    backend: after.backend,
    base: before?.stack,
    head: after.stack,
    problems,
  };
}
