/** GitHub's REST API said no, or nothing. */
export class GitHubError extends Error {
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** Seconds after which it makes sense to ask again, undefined when GitHub does not say. */
  readonly retryAfter: number | undefined;
  /** Whether asking again later can help: no answer, a server error, a rate limit. */
  readonly isPassing: boolean;

  private constructor(message: string, status: number | undefined, isPassing: boolean, retryAfter?: number) {
    super(message);
    this.name = "GitHubError";
    this.status = status;
    this.isPassing = isPassing;
    this.retryAfter = retryAfter;
  }

  static unreachable(error: unknown): GitHubError {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return new GitHubError(`GitHub's API did not answer (${reason})`, undefined, true);
  }

  /** GitHub Docs, "Rate limits for the REST API", section "Exceeding the rate limit": 403 or 429, told by headers or the message. */
  static refused(status: number, headers: Headers, body: string): GitHubError {
    const isLimit =
      status === 429 ||
      (status === 403 &&
        (headers.has("retry-after") ||
          headers.get("x-ratelimit-remaining") === "0" ||
          /secondary rate limit/i.test(body)));
    const message = `GitHub's API answered ${status}: ${messageOf(body)}`;
    return new GitHubError(message, status, isLimit || status >= 500, isLimit ? waitOf(headers) : undefined);
  }

  /** The token may not do this: GitHub answers 404 where 403 would tell that something exists. */
  get isForbidden(): boolean {
    return !this.isPassing && (this.status === 403 || this.status === 404);
  }
}

function waitOf(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds;
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  return headers.get("x-ratelimit-remaining") === "0" && Number.isFinite(reset)
    ? Math.max(0, reset - Date.now() / 1000)
    : undefined;
}

function messageOf(body: string): string {
  try {
    const { message } = Object(JSON.parse(body));
    if (typeof message === "string") return message;
  } catch {
    // A proxy in between answers with HTML.
  }
  return body.slice(0, 200);
}
