import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { gitHubServer, refusal, type StoredComment } from "../test-support/github-server.ts";
import { gitHubApi } from "./api.ts";
import { retrying } from "./retrying.ts";
import { putComment, type Sticky } from "./sticky-comment.ts";

const MARKER = "<!-- event-topology review of x -->";
const STICKY: Sticky = { repository: "ar/events", pullRequest: 7, marker: MARKER, body: "new", onlyUpdate: false };
const by = (login: string, body: string, id: number): StoredComment => ({
  id,
  body,
  login,
  type: login.endsWith("[bot]") ? "Bot" : "User",
});
const BOT = "github-actions[bot]";

async function placed(
  context: TestContext,
  comments: StoredComment[],
  { token = "bot-token", ...more }: Partial<Sticky> & { readonly token?: string } = {},
) {
  const server = await gitHubServer(context, comments);
  const put = await putComment(gitHubApi({ url: server.url, token }), { ...STICKY, ...more });
  return { server, put, bodies: comments.map(({ body }) => body) };
}

test("creates it where there is none, and gives its address", async (context) => {
  const { put, bodies } = await placed(context, [by("octocat", "hello", 1)]);
  assert.deepEqual(bodies, ["hello", `${MARKER}\nnew`]);
  assert.deepEqual(put, { done: "created", url: "https://github.example/ar/events/pull/7#issuecomment-1000" });
});

test("updates its own in place, also when it is on a later page", async (context) => {
  const many = Array.from({ length: 250 }, (_, index) => by("octocat", `chat ${index}`, index + 1));
  const { put, server, bodies } = await placed(context, [...many, by(BOT, `${MARKER}\nold`, 900)]);
  assert.equal(put.done, "updated");
  assert.equal(bodies.length, 251);
  assert.equal(bodies.at(-1), `${MARKER}\nnew`);
  assert.equal(server.requests.filter(({ method }) => method === "GET").length, 3);
});

test("what already says the same is left alone", async (context) => {
  const { put, server } = await placed(context, [by(BOT, `${MARKER}\r\nnew\r\n`, 5)]);
  assert.equal(put.done, "unchanged");
  assert.deepEqual(
    server.requests.map(({ method }) => method),
    ["GET"],
  );
});

test("where there is nothing to say, none is made, and an old one is brought up to date", async (context) => {
  const none = await placed(context, [], { onlyUpdate: true });
  assert.deepEqual(none.bodies, []);
  const old = await placed(context, [by(BOT, `${MARKER}\nold`, 5)], { onlyUpdate: true });
  assert.deepEqual(old.bodies, [`${MARKER}\nnew`]);
});

test("a person who copies or quotes the marker keeps their comment", async (context) => {
  const theirs = [by("mallory", `${MARKER}\nmine`, 1), by(BOT, `> ${MARKER}\n> quoted`, 2)];
  const { put, bodies } = await placed(context, theirs);
  assert.equal(put.done, "created");
  assert.deepEqual(bodies.slice(0, 2), [`${MARKER}\nmine`, `> ${MARKER}\n> quoted`]);
});

test("with a person's token it is that person's comment that is updated", async (context) => {
  const comments = [by("mallory", `${MARKER}\ntheirs`, 1), by("octocat", `${MARKER}\nours`, 2)];
  const { bodies, server } = await placed(context, comments, { token: "user-token" });
  assert.deepEqual(bodies, [`${MARKER}\ntheirs`, `${MARKER}\nnew`]);
  assert.equal(server.requests.filter(({ path }) => path === "/user").length, 1);
});

test("reviews of other topologies are other comments", async (context) => {
  const { bodies } = await placed(context, [by(BOT, "<!-- event-topology review of y -->\nother", 1)]);
  assert.equal(bodies.length, 2);
});

test("an answer that was lost after the work was done makes no second comment", async (context) => {
  const comments: StoredComment[] = [];
  const server = await gitHubServer(context, comments);
  let lost = 0;
  server.disturb = ({ method }) =>
    method === "POST" && lost++ === 0 ? { ...refusal(502, "Bad Gateway"), afterWork: true } : undefined;
  const api = gitHubApi({ url: server.url, token: "bot-token" });
  const put = await retrying(
    () => putComment(api, STICKY),
    async () => undefined,
  );
  assert.equal(put.done, "unchanged");
  assert.equal(comments.length, 1);
});
