import { contractChanges } from "../../contracts/contract-changes.ts";
import { memoryFiles } from "../../test-support/memory-files.ts";
import type { Review } from "../review.ts";
import { reviewRevisions } from "../review-revisions.ts";

/** The review of two topologies, each the text below `teams:` of a file, without stacks. */
export async function reviewOfTeams(base: string, head: string): Promise<Review> {
  const files = (teams: string) => ({
    files: memoryFiles({ "topology.yaml": `version: 1\norganization: ar\nteams:\n${teams}` }),
    file: "topology.yaml",
  });
  const { review } = await reviewRevisions(
    { label: "main", ...files(base) },
    { label: "change", ...files(head) },
    [],
    contractChanges,
  );
  return review;
}
