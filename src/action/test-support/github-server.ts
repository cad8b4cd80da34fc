import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly login: string;
  readonly type: "Bot" | "User";
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** What the server does instead of its work, for one request after the other; undefined: its work. */
export type Disturbance = ((request: SeenRequest) => Answer | undefined) | undefined;

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string;
  /** Do the work as well, and lose only its answer. */
  readonly afterWork?: boolean;
}

export interface GitHubServer {
  readonly url: string;
  readonly comments: StoredComment[];
  readonly requests: readonly SeenRequest[];
  /** Asked before each request. */
  disturb: Disturbance;
}

const MAX_BODY = 65_536;

/**
 * Plays the part of GitHub's REST API that the action uses, in the documented shapes (REST API, "Issue comments"): lists by
 * pages with a Link header, refuses bodies that are too long, knows who a token is. `bot-token` belongs to GitHub Actions,
 * `user-token` to the user `octocat`; any other token is refused.
 */
export async function gitHubServer(context: TestContext, comments: StoredComment[] = []): Promise<GitHubServer> {
  const requests: SeenRequest[] = [];
  const state: { disturb: Disturbance } = { disturb: undefined };
  let nextId = 1000;
  const server = createServer((request, response) => {
    void body(request).then((text) => {
      const { method = "", url: path = "", headers } = request;
      const seen = { method, path, authorization: headers.authorization };
      requests.push(seen);
      const disturbance = state.disturb?.(seen);
      if (disturbance && !disturbance.afterWork) return send(response, disturbance);
      const answer = work(seen, text);
      send(response, disturbance ?? answer);
    });
  });

  function work({ method, path, authorization }: SeenRequest, text: string): Answer {
    const url = new URL(path, "http://127.0.0.1");
    const author = authorOf(authorization);
    if (author === undefined) return refusal(401, "Bad credentials");
    if (method === "GET" && url.pathname === "/user")
      return author.type === "Bot"
        ? refusal(403, "Resource not accessible by integration")
        : { status: 200, body: { login: author.login, type: author.type } };
    if (method === "GET" && url.pathname === "/repos/ar/events/issues/7/comments") return page(url);
    const { body: content } = text === "" ? { body: undefined } : JSON.parse(text);
    if (typeof content !== "string") return refusal(422, "Validation Failed");
    if ([...content].length > MAX_BODY)
      return refusal(422, "Validation Failed: body is too long (maximum is 65536 characters)");
    if (method === "POST" && url.pathname === "/repos/ar/events/issues/7/comments") {
      const comment = { id: nextId++, body: content, ...author };
      comments.push(comment);
      return { status: 201, body: shown(comment) };
    }
    const comment = comments.find(({ id }) => url.pathname === `/repos/ar/events/issues/comments/${id}`);
    if (method !== "PATCH" || comment === undefined) return refusal(404, "Not Found");
    comment.body = content;
    return { status: 200, body: shown(comment) };
  }

  function page(url: URL): Answer {
    const size = Math.min(100, Number(url.searchParams.get("per_page") ?? 30));
    const number = Number(url.searchParams.get("page") ?? 1);
    const hasNext = comments.length > size * number;
    const next = `<${address()}${url.pathname}?per_page=${size}&page=${number + 1}>; rel="next"`;
    return {
      status: 200,
      headers: hasNext ? { link: next } : {},
      body: comments.slice(size * (number - 1), size * number).map(shown),
    };
  }

  function address(): string {
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: address(),
    comments,
    requests,
    get disturb() {
      return state.disturb;
    },
    set disturb(disturbance) {
      state.disturb = disturbance;
    },
  };
}

function shown({ id, body: text, login, type }: StoredComment): object {
  const html = `https://github.example/ar/events/pull/7#issuecomment-${id}`;
  return { id, body: text, html_url: html, user: { login, type }, created_at: "2026-01-01T00:00:00Z" };
}

function authorOf(authorization: string | undefined): Pick<StoredComment, "login" | "type"> | undefined {
  if (authorization === "Bearer bot-token") return { login: "github-actions[bot]", type: "Bot" };
  if (authorization === "Bearer user-token") return { login: "octocat", type: "User" };
  return undefined;
}

/** The shape of every error of the REST API. */
export function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers,
    body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
  };
}

function send(response: ServerResponse, { status, headers = {}, body: content = "" }: Answer): void {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(text);
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
