import { contractChanges } from "../contracts/contract-changes.ts";
import { type ReviewedRevisions, type Revision, reviewRevisions } from "../review/review-revisions.ts";

/**
 * All that differs between two revisions, event contracts included: what `topology diff` and the Action tell. A comparison
 * that is added here is added everywhere.
 * @param stackFiles paths of the stack files whose resources are compared
 */
export function everyChange(base: Revision, head: Revision, stackFiles: readonly string[]): Promise<ReviewedRevisions> {
  return reviewRevisions(base, head, stackFiles, contractChanges);
}
