import { git } from "./git.ts";

/** A commit that was asked for and is not in the clone: a problem of the input, told with what would bring it. */
export class UnknownRevision extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = "UnknownRevision";
    this.remedy = remedy;
  }
}

/** The commit that a ref stands for; undefined when the clone has none. */
export async function commitOf(folder: string, ref: string): Promise<string | undefined> {
  const { exitCode, stdout } = await git(folder, [
    "rev-parse",
    "--quiet",
    "--verify",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  return exitCode === 0 ? stdout.toString("utf8").trim() : undefined;
}

/** @throws UnknownRevision when the clone does not have it */
export async function knownCommit(folder: string, ref: string): Promise<string> {
  const commit = await commitOf(folder, ref);
  if (commit !== undefined) return commit;
  const isShallow = await isShallowClone(folder);
  throw new UnknownRevision(
    `there is no file, folder or git ref ${ref} here${isShallow ? "; this clone is shallow, so it holds a part of the history only" : ""}`,
    `if it is a ref of the remote: git fetch origin ${ref}. ${DEPTH}`,
  );
}

/**
 * Where two histories part, which is what a pull request is compared with.
 * @throws UnknownRevision when the clone does not reach back so far
 */
export async function mergeBase(folder: string, a: string, b: string): Promise<string> {
  const { exitCode, stdout } = await git(folder, ["merge-base", "--end-of-options", a, b]);
  if (exitCode === 0) return stdout.toString("utf8").trim();
  throw new UnknownRevision(
    `the clone does not reach back to where ${a} and ${b} part`,
    `run git fetch --unshallow. ${DEPTH}`,
  );
}

const DEPTH =
  "In CI, check out the whole history: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 for GitLab, clone: depth: full for Bitbucket";

/** What the remote calls its main branch, for example `origin/main`; undefined when the clone knows none. */
export async function defaultBranch(folder: string): Promise<string | undefined> {
  const { exitCode, stdout } = await git(folder, ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
  const named = exitCode === 0 ? [stdout.toString("utf8").trim()] : [];
  for (const candidate of [...named, "origin/main", "origin/master"])
    if ((await commitOf(folder, candidate)) !== undefined) return candidate;
  return undefined;
}

async function isShallowClone(folder: string): Promise<boolean> {
  const { stdout } = await git(folder, ["rev-parse", "--is-shallow-repository"]);
  return stdout.toString("utf8").trim() === "true";
}
