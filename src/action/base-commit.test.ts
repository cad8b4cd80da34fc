import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { EnvironmentError } from "../local/environment-error.ts";
import { type BaseCommit, baseCommitOf } from "./base-commit.ts";
import { gitIn } from "./git.ts";
import { headCommitOf } from "./head-commit.ts";
import { checkout, type Repository, repositoryWith, temporaryFolder } from "./test-support/repository.ts";
import type { PullRequestTrigger, RangeTrigger, Trigger } from "./trigger.ts";

/**
 * ```
 * start ── moved (main, after the event) ── merge
 *      ╰── change (the pull request) ──────╯
 * ```
 */
function pullRequest(context: TestContext) {
  const repository = repositoryWith(context, { "a.txt": "start" });
  const start = repository.git("rev-parse", "HEAD").trim();
  repository.git("checkout", "--quiet", "-b", "change");
  const change = repository.commit({ "b.txt": "change" });
  repository.git("checkout", "--quiet", "main");
  const moved = repository.commit({ "c.txt": "moved" });
  repository.git("checkout", "--quiet", "--detach");
  repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "change");
  const merge = repository.git("rev-parse", "HEAD").trim();
  return { repository, start, change, moved, merge };
}

const triggerOf = (baseSha: string, headSha: string, more: Partial<PullRequestTrigger> = {}): PullRequestTrigger => ({
  kind: "pull-request",
  number: 7,
  baseSha,
  headSha,
  fromFork: false,
  privileged: false,
  ...more,
});

const range = (baseSha: string, forced = false): RangeTrigger => ({ kind: "range", baseSha, forced });

/** The commit that is missing, when the message names the fetch depth to set. */
function missingCommit(found: BaseCommit): string | undefined {
  return found.kind === "missing" ? /^(\S+), which .*fetch-depth: 0/.exec(found.reason)?.[1] : undefined;
}

async function baseIn({ folder }: Repository, trigger: Trigger, wanted?: string, head = "HEAD"): Promise<BaseCommit> {
  const git = gitIn(folder);
  return baseCommitOf(trigger, await headCommitOf(head, git), wanted, git);
}

test("GitHub's merge of a pull request is compared with its first parent: what else happened on main does not show", async (context) => {
  const { repository, start, change, moved, merge } = pullRequest(context);
  for (const depth of [0, 2]) {
    const found = await baseIn(checkout(context, repository, merge, depth), triggerOf(start, change));
    assert.deepEqual(found, { kind: "commit", commit: moved, warnings: [] }, `depth ${depth}`);
  }
});

test("a checkout of the branch itself is compared with where it left the base branch", async (context) => {
  const { repository, start, change, moved } = pullRequest(context);
  const found = await baseIn(checkout(context, repository, change), triggerOf(moved, change));
  assert.deepEqual(found, { kind: "commit", commit: start, warnings: [] });
});

test("a shallow clone misses the base: the message names the fetch depth to set", async (context) => {
  const { repository, start, change, moved, merge } = pullRequest(context);
  assert.equal(missingCommit(await baseIn(checkout(context, repository, merge, 1), triggerOf(start, change))), moved);
  assert.equal(missingCommit(await baseIn(checkout(context, repository, change, 1), triggerOf(moved, change))), moved);
  assert.equal(missingCommit(await baseIn(checkout(context, repository, moved, 1), range(start))), start);
  assert.equal(missingCommit(await baseIn(checkout(context, repository, moved, 1), range(start), "v1")), "v1");
});

test("a push is compared with the commit before it", async (context) => {
  const { repository, start, moved } = pullRequest(context);
  const found = await baseIn(checkout(context, repository, moved), range(start));
  assert.deepEqual(found, { kind: "commit", commit: start, warnings: [] });
});

test("a rewritten branch whose former commit is gone is not compared, and does not fail", async (context) => {
  const { repository, moved } = pullRequest(context);
  const gone = "d".repeat(40);
  const found = await baseIn(checkout(context, repository, moved), range(gone, true));
  assert.deepEqual(found, {
    kind: "none",
    reason: `the branch was rewritten and its former commit ${gone} is not here`,
  });
});

test("the input base goes before the event, also as a branch that is only at origin", async (context) => {
  const { repository, start, change } = pullRequest(context);
  repository.git("branch", "release", start);
  const clone = checkout(context, repository, change);
  for (const wanted of [start, "release", "HEAD^"])
    assert.deepEqual(await baseIn(clone, { kind: "other", reason: "x" }, wanted), {
      kind: "commit",
      commit: start,
      warnings: [],
    });
});

test("a base that looks like an option is a name that is not there", async (context) => {
  const repository = repositoryWith(context, { "a.txt": "a" });
  assert.equal(missingCommit(await baseIn(repository, range("x"), "--help")), "--help");
});

test("pull_request_target is warned of, most of all when the base branch is what it reviews", async (context) => {
  const { repository, start, change, merge } = pullRequest(context);
  const privileged = triggerOf(start, change, { privileged: true });
  const own = await baseIn(checkout(context, repository, start), privileged);
  assert.match(String(own.kind === "commit" && own.warnings), /nothing of this pull request is reviewed/);
  const foreign = await baseIn(checkout(context, repository, merge), privileged);
  assert.match(String(foreign.kind === "commit" && foreign.warnings), /what somebody else wrote, beside a token/);
});

test("a pull request that is only fetched is compared without a warning", async (context) => {
  const { repository, start, change, moved, merge } = pullRequest(context);
  const clone = checkout(context, repository, start);
  clone.git("fetch", "--quiet", "origin", `+${merge}:refs/topology/merge`);
  const trigger = triggerOf(start, change, { privileged: true });
  assert.deepEqual(await baseIn(clone, trigger, undefined, "refs/topology/merge"), {
    kind: "commit",
    commit: moved,
    warnings: [],
  });
});

test("without a checkout, or with a head that was not fetched, the remedy says what to do", async (context) => {
  const remedyOf = async (folder: string, head: string) =>
    headCommitOf(head, gitIn(folder)).then(
      () => "",
      (error: unknown) => (error instanceof EnvironmentError ? error.remedy : ""),
    );
  assert.match(await remedyOf(temporaryFolder(context), "HEAD"), /actions\/checkout and fetch-depth: 0/);
  const { folder } = repositoryWith(context, { "a.txt": "a" });
  assert.match(await remedyOf(folder, "refs/pull/7/merge"), /fetch what the input head names/);
});
