import type { Answer, GitHubApi } from "./api.ts";
import { GitHubError } from "./github-error.ts";

/** The pull request's one comment of ours. */
export interface Sticky {
  /** `owner/name` of the repository, as `GITHUB_REPOSITORY` says. */
  readonly repository: string;
  readonly pullRequest: number;
  /** First line of the body, an HTML comment and so invisible, by which the comment is found again. */
  readonly marker: string;
  /** What it is to say, without the marker. */
  readonly body: string;
  /** Where nothing has been said yet, say nothing. */
  readonly onlyUpdate: boolean;
}

export interface PutComment {
  readonly done: "created" | "updated" | "unchanged" | "not-needed";
  /** Address of the comment for people; undefined when there is none. */
  readonly url: string | undefined;
}

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  readonly login: string;
  readonly isBot: boolean;
}

/** The largest page of "List issue comments". */
const PAGE = 100;
const MAX_PAGES = 100;

/**
 * Creates the comment, or updates it in place (GitHub Docs, REST API, "Issue comments": a pull request is an issue).
 * Can be called again after a failure: it looks for what is there first.
 * @throws GitHubError
 */
export async function putComment(api: GitHubApi, sticky: Sticky): Promise<PutComment> {
  const comments = `/repos/${sticky.repository}/issues`;
  const body = `${sticky.marker}\n${sticky.body}`;
  const mine = await findMine(api, sticky);
  if (mine === undefined) {
    if (sticky.onlyUpdate) return { done: "not-needed", url: undefined };
    return {
      done: "created",
      url: urlOf(await api.request("POST", `${comments}/${sticky.pullRequest}/comments`, { body })),
    };
  }
  if (isSame(mine.body, body)) return { done: "unchanged", url: mine.url };
  return { done: "updated", url: urlOf(await api.request("PATCH", `${comments}/comments/${mine.id}`, { body })) };
}

/**
 * Whoever quotes or copies the marker must not have a comment of theirs overwritten, which a token that can write is able
 * to do. So the marker has to be the very beginning, and the author has to be us: a bot, as GITHUB_TOKEN and every app
 * are, or the user whose token this is.
 */
async function findMine(api: GitHubApi, { repository, pullRequest, marker }: Sticky): Promise<Comment | undefined> {
  let login: Promise<string | undefined> | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await api.request(
      "GET",
      `/repos/${repository}/issues/${pullRequest}/comments?per_page=${PAGE}&page=${page}`,
    );
    for (const comment of commentsOf(answer)) {
      if (!comment.body.startsWith(marker)) continue;
      if (comment.isBot) return comment;
      login ??= ownLogin(api);
      if (comment.login === (await login)) return comment;
    }
    if (!answer.hasNext) break;
  }
  return undefined;
}

/** Undefined for tokens that stand for no user. */
async function ownLogin(api: GitHubApi): Promise<string | undefined> {
  try {
    const { login } = Object((await api.request("GET", "/user")).value);
    return typeof login === "string" ? login : undefined;
  } catch (error) {
    if (error instanceof GitHubError && !error.isPassing) return undefined;
    throw error;
  }
}

function commentsOf({ value }: Answer): readonly Comment[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    const { id, body, html_url: url, user } = Object(item);
    const { login, type } = Object(user);
    if (typeof id !== "number" || typeof body !== "string") return [];
    return { id, body, url: String(url ?? ""), login: String(login ?? ""), isBot: type === "Bot" };
  });
}

function urlOf({ value }: Answer): string | undefined {
  const { html_url: url } = Object(value);
  return typeof url === "string" ? url : undefined;
}

/** GitHub may store other line ends than it was sent. */
function isSame(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n").trimEnd() === b.replaceAll("\r\n", "\n").trimEnd();
}
