import { type ApiPlace, gitHubApi } from "./github/api.ts";
import { GitHubError } from "./github/github-error.ts";
import { retrying } from "./github/retrying.ts";
import { putComment } from "./github/sticky-comment.ts";
import type { Log } from "./runner/log.ts";
import { shorten } from "./shorten.ts";
import type { PullRequestTrigger } from "./trigger.ts";

export interface CommentRequest {
  readonly place: ApiPlace;
  readonly repository: string;
  readonly trigger: PullRequestTrigger;
  /** What tells this review from others of the same repository: the topology it is about. */
  readonly subject: string;
  readonly markdown: string;
  /** Nothing to tell: a comment that exists is brought up to date, none is made. */
  readonly isEmpty: boolean;
}

/** What GitHub takes as the body of a comment, in characters; it refuses a longer one with status 422. */
const MAX_BODY = 65_536;

/**
 * Puts the review on the pull request. Whatever goes wrong is told and no more, since the summary says the same.
 * @returns the comment's address; undefined when there is none
 */
export async function reportComment(request: CommentRequest, log: Log): Promise<string | undefined> {
  const { place, repository, trigger, subject, markdown, isEmpty } = request;
  if (place.token === "") {
    log.notice("there is no token, so the review is in the step summary only");
    return undefined;
  }
  // Percent signs keep every subject from ending the HTML comment.
  const marker = `<!-- event-topology review of ${encodeURIComponent(subject)} -->`;
  const body = shorten(
    markdown,
    MAX_BODY - marker.length - 1,
    "The rest did not fit into a comment; see the summary of the workflow run.",
  );
  const api = gitHubApi(place);
  try {
    const put = await retrying(() =>
      putComment(api, { repository, pullRequest: trigger.number, marker, body, onlyUpdate: isEmpty }),
    );
    return put.url;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    tellFailure(error, trigger, log);
    return undefined;
  }
}

function tellFailure(error: GitHubError, { fromFork }: PullRequestTrigger, log: Log): void {
  if (!error.isForbidden) {
    log.warning(`the review could not be put on the pull request, it is in the step summary: ${error.message}`);
    return;
  }
  const why = fromFork
    ? "the token of a pull request from a fork can only read"
    : "give the job permissions: pull-requests: write, if you want it on the pull request too";
  log.notice(`the review is in the step summary only: ${why} (${error.message})`);
}
