import { EnvironmentError } from "../local/environment-error.ts";
import type { Git } from "./git.ts";

/**
 * The commit that is reviewed.
 * @param wanted the input `head`: what is checked out, or something that was only fetched
 * @throws EnvironmentError when it is not in this clone, or there is none.
 */
export async function headCommitOf(wanted: string, git: Git): Promise<string> {
  const commit = await git.commit(wanted).catch((error: unknown) => {
    throw error instanceof EnvironmentError ? new EnvironmentError(error.message, CHECKOUT, { cause: error }) : error;
  });
  if (commit !== undefined) return commit;
  throw new EnvironmentError(
    `there is no commit ${wanted} in this clone`,
    wanted === "HEAD" ? CHECKOUT : "fetch what the input head names in a step before",
  );
}

const CHECKOUT =
  "add a step with actions/checkout and fetch-depth: 0 before this one; where git does not trust the folder's owner, as in " +
  'a container job, also one that runs: git config --global --add safe.directory "$GITHUB_WORKSPACE"';
