import { GitHubError } from "./github-error.ts";

/** One answer of GitHub's REST API. */
export interface Answer {
  readonly value: unknown;
  /** Whether the list that was asked for has another page. */
  readonly hasNext: boolean;
}

export interface GitHubApi {
  /** @throws GitHubError for every answer but a good one, and when there is none. */
  request(method: "GET" | "POST" | "PATCH", path: string, body?: object): Promise<Answer>;
}

export interface ApiPlace {
  /** What `GITHUB_API_URL` says: `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly url: string;
  readonly token: string;
}

const TIMEOUT_MS = 20_000;

/** GitHub's REST API (GitHub Docs, "Getting started with the REST API") by Node's own HTTP client. Tries once. */
export function gitHubApi({ url, token }: ApiPlace): GitHubApi {
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "user-agent": "event-topology-action",
    "x-github-api-version": "2022-11-28",
  };
  return {
    async request(method, path, body) {
      const response = await fetch(`${url.replace(/\/+$/, "")}${path}`, {
        method,
        headers: { ...headers, ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: unknown) => {
        throw GitHubError.unreachable(error);
      });
      const text = await response.text().catch((error: unknown) => {
        throw GitHubError.unreachable(error);
      });
      if (!response.ok) throw GitHubError.refused(response.status, response.headers, text);
      return { value: parsed(text, response), hasNext: /rel="next"/.test(response.headers.get("link") ?? "") };
    },
  };
}

function parsed(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw GitHubError.refused(502, response.headers, "the answer is not JSON");
  }
}
