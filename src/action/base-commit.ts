import type { Git } from "./git.ts";
import type { PullRequestTrigger, Trigger } from "./trigger.ts";

/** What the reviewed commit is compared with. */
export type BaseCommit =
  | { readonly kind: "commit"; readonly commit: string; readonly warnings: readonly string[] }
  /** There is nothing to compare with, and that is fine. */
  | { readonly kind: "none"; readonly reason: string }
  /** There is a commit to compare with, but not in this clone: the reason says what to do. */
  | { readonly kind: "missing"; readonly reason: string };

/**
 * Finds the commit that the reviewed one is to be compared with.
 * @param head the reviewed commit
 * @param wanted the input `base`, which goes before what the event says
 */
export async function baseCommitOf(
  trigger: Trigger,
  head: string,
  wanted: string | undefined,
  git: Git,
): Promise<BaseCommit> {
  if (wanted !== undefined) return found((await git.commit(wanted)) ?? (await git.commit(`origin/${wanted}`)), wanted);
  if (trigger.kind === "other") return { kind: "none", reason: trigger.reason };
  if (trigger.kind === "pull-request") return pullRequestBase(trigger, head, git);
  const commit = await git.commit(trigger.baseSha);
  if (commit === undefined && trigger.forced)
    return { kind: "none", reason: `the branch was rewritten and its former commit ${trigger.baseSha} is not here` };
  return found(commit, trigger.baseSha);
}

/**
 * What GitHub checks out for a pull request is a merge of it into the base branch as that is now: compared with its
 * first parent, only the pull request's own changes show, even when the branch moved on after the event.
 * Any other commit is compared with where it left the base branch.
 */
async function pullRequestBase(trigger: PullRequestTrigger, head: string, git: Git): Promise<BaseCommit> {
  const [first, second] = await git.parents(head);
  const warnings = await privilegedWarnings(trigger, head, second, git);
  if (first !== undefined && second === trigger.headSha) return found(await git.commit(first), first, warnings);
  const tip = await git.commit(trigger.baseSha);
  const fork = tip === undefined ? undefined : ((await git.mergeBase(tip, head)) ?? tip);
  return found(fork, trigger.baseSha, warnings);
}

/** A pull request that was only fetched is harmless; one that is checked out can be run by the next step. */
async function privilegedWarnings(
  { privileged, headSha }: PullRequestTrigger,
  head: string,
  second: string | undefined,
  git: Git,
): Promise<readonly string[]> {
  if (!privileged || (await git.commit("HEAD")) !== head) return [];
  if (head !== headSha && second !== headSha)
    return [
      "pull_request_target checks the base branch out, so nothing of this pull request is reviewed; " +
        "docs/ci.md of event-topology says how it can be",
    ];
  return [
    "pull_request_target has checked out what somebody else wrote, beside a token that can write: this action only reads " +
      "it; let no other step of the job run it (npm ci, make, a local action), or use pull_request instead",
  ];
}

function found(commit: string | undefined, name: string, warnings: readonly string[] = []): BaseCommit {
  if (commit !== undefined) return { kind: "commit", commit, warnings };
  return {
    kind: "missing",
    reason: `${name}, which this is to be compared with, is not in this clone; give actions/checkout fetch-depth: 0, so that it fetches the history`,
  };
}
