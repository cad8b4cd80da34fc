/*
 * Payloads of the events that start a workflow, in the documented shape (GitHub Docs, "Webhook events and payloads"),
 * without the many fields that nobody reads here.
 */

const OWNER = { login: "ar", id: 1, type: "Organization", site_admin: false };

function repository(fullName: string): object {
  const [owner = "", name = ""] = fullName.split("/");
  return {
    id: 42,
    name,
    full_name: fullName,
    private: true,
    owner: { ...OWNER, login: owner },
    fork: owner !== "ar",
    default_branch: "main",
  };
}

const COMMON = { repository: repository("ar/events"), organization: OWNER, sender: { login: "octocat", type: "User" } };

export interface PullRequestOptions {
  readonly base: string;
  readonly head: string;
  /** Null: the fork was deleted. */
  readonly headRepository?: string | null;
}

export function pullRequestPayload({ base, head, headRepository = "ar/events" }: PullRequestOptions): object {
  const side = (ref: string, sha: string, repo: object | null) => ({
    label: `ar:${ref}`,
    ref,
    sha,
    user: OWNER,
    repo,
  });
  return {
    ...COMMON,
    action: "synchronize",
    number: 7,
    pull_request: {
      url: "https://api.github.example/repos/ar/events/pulls/7",
      number: 7,
      state: "open",
      draft: false,
      title: "Loyalty wants to know of customers",
      user: { login: "octocat", type: "User" },
      base: side("main", base, repository("ar/events")),
      head: side("loyalty", head, headRepository === null ? null : repository(headRepository)),
      merged: false,
      merge_commit_sha: "c".repeat(40),
    },
  };
}

export function pushPayload({ before, after }: { readonly before: string; readonly after: string }): object {
  return {
    ...COMMON,
    ref: "refs/heads/main",
    before,
    after,
    created: /^0+$/.test(before),
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `https://github.example/ar/events/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    pusher: { name: "octocat" },
    commits: [],
    head_commit: { id: after, message: "Loyalty wants to know of customers" },
  };
}

export function mergeGroupPayload({ base, head }: { readonly base: string; readonly head: string }): object {
  return {
    ...COMMON,
    action: "checks_requested",
    merge_group: {
      head_sha: head,
      head_ref: "refs/heads/gh-readonly-queue/main/pr-7-aaaa",
      base_ref: "refs/heads/main",
      base_sha: base,
      head_commit: { id: head, message: "Loyalty wants to know of customers" },
    },
  };
}
