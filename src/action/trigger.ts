import { EnvironmentError } from "../local/environment-error.ts";

/** What started the workflow, as far as a review needs to know. */
export type Trigger = PullRequestTrigger | RangeTrigger | OtherTrigger;

/** A pull request: what it changes is compared, and it gets the comment. */
export interface PullRequestTrigger {
  readonly kind: "pull-request";
  readonly number: number;
  /** Commits at the tips of the two branches when the event was sent. */
  readonly baseSha: string;
  readonly headSha: string;
  readonly fromFork: boolean;
  /** `pull_request_target`: the token can write, and the base branch is checked out unless the workflow says otherwise. */
  readonly privileged: boolean;
}

/** Commits that are new on a branch (`push`) or will be (`merge_group`). */
export interface RangeTrigger {
  readonly kind: "range";
  readonly baseSha: string;
  /** The branch was rewritten, so the commit before may be in no branch any more. */
  readonly forced: boolean;
}

/** Nothing to compare with, and why. */
export interface OtherTrigger {
  readonly kind: "other";
  readonly reason: string;
}

/** What `push` gives as the commit before a branch that is new. */
const NO_COMMIT = /^0+$/;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * Reads the event that started the workflow (GitHub Docs, "Webhook events and payloads").
 * @param name what `GITHUB_EVENT_NAME` says
 * @param payload the parsed file that `GITHUB_EVENT_PATH` names
 */
export function triggerOf(name: string, payload: unknown): Trigger {
  const { pull_request: pullRequest, merge_group: mergeGroup, before, created, forced } = fields(payload);
  if (pullRequest !== undefined) return pullRequestTrigger(name, pullRequest);
  if (mergeGroup !== undefined)
    return { kind: "range", baseSha: commit(fields(mergeGroup)["base_sha"], name), forced: false };
  if (name !== "push") return { kind: "other", reason: `the event ${name || "that started this"} compares nothing` };
  if (created === true || (typeof before === "string" && NO_COMMIT.test(before)))
    return { kind: "other", reason: "the branch or tag is new" };
  return { kind: "range", baseSha: commit(before, name), forced: forced === true };
}

function pullRequestTrigger(name: string, pullRequest: unknown): PullRequestTrigger {
  const { number, base, head } = fields(pullRequest);
  if (typeof number !== "number") throw unreadable(name);
  return {
    kind: "pull-request",
    number,
    baseSha: commit(fields(base)["sha"], name),
    headSha: commit(fields(head)["sha"], name),
    // The head has no repository any more when the fork was deleted.
    fromFork: fields(fields(head)["repo"])["full_name"] !== fields(fields(base)["repo"])["full_name"],
    privileged: name === "pull_request_target",
  };
}

/** Only what looks like a commit is ever handed to git. */
function commit(value: unknown, name: string): string {
  if (typeof value === "string" && COMMIT.test(value)) return value;
  throw unreadable(name);
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function unreadable(name: string): EnvironmentError {
  return new EnvironmentError(
    `the payload of the event ${name} has not the documented form`,
    "run this action on GitHub, or give it the input base",
  );
}
