import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { root } from "./test-support/recipes.ts";
import { temporaryFolder } from "./test-support/repository.ts";

interface Note {
  readonly id: number;
  body: string;
  readonly author: { readonly id: number };
}

const MARKER = "<!-- event-topology review -->";
const ME = 50;

/** Plays GitLab's API as far as the script uses it (GitLab Docs, "Notes API", pages by `x-next-page`). */
async function gitLab(context: TestContext, notes: Note[]): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    const answer = (status: number, value: unknown, headers = {}) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
    if (request.headers["private-token"] !== "secret") return answer(401, { message: "401 Unauthorized" });
    if (url.pathname === "/api/v4/user") return answer(200, { id: ME, username: "project_1_bot" });
    const [, id] = /^\/api\/v4\/projects\/ar%2Fevents\/merge_requests\/7\/notes(?:\/(\d+))?$/.exec(url.pathname) ?? [];
    const page = Number(url.searchParams.get("page"));
    if (request.method === "GET")
      return answer(200, notes.slice(2 * (page - 1), 2 * page), {
        "x-next-page": notes.length > 2 * page ? String(page + 1) : "",
      });
    const { body } = JSON.parse(Buffer.concat(chunks).toString());
    if (request.method === "POST") {
      notes.push({ id: 900, body, author: { id: ME } });
      return answer(201, notes.at(-1));
    }
    const note = notes.find((one) => one.id === Number(id));
    if (request.method !== "PUT" || note === undefined) return answer(404, { message: "404 Not found" });
    note.body = body;
    return answer(200, note);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`;
}

async function put(context: TestContext, notes: Note[], markdown: string, env: NodeJS.ProcessEnv = {}) {
  const file = join(temporaryFolder(context), "review.md");
  writeFileSync(file, markdown);
  const given = {
    CI_API_V4_URL: await gitLab(context, notes),
    CI_PROJECT_ID: "ar/events",
    CI_MERGE_REQUEST_IID: "7",
    GITLAB_TOKEN: "secret",
    ...env,
  };
  return new Promise<{ exitCode: number; output: string }>((resolve) => {
    const script = join(root, "tools/gitlab-note.mjs");
    execFile(process.execPath, [script, file], { env: given }, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), output: `${stdout}${stderr}` }),
    );
  });
}

test("the note is created, then updated in place, also when it is on a later page", async (context) => {
  const notes: Note[] = [1, 2, 3, 4].map((id) => ({ id, body: `${MARKER}\nof somebody else`, author: { id } }));
  assert.deepEqual(await put(context, notes, "one"), { exitCode: 0, output: "the note was created\n" });
  assert.deepEqual(await put(context, notes, "two"), { exitCode: 0, output: "the note was updated\n" });
  assert.equal(notes.length, 5);
  assert.equal(notes[4]?.body, `${MARKER}\ntwo`);
});

test("no line is a command to GitLab", async (context) => {
  const notes: Note[] = [];
  await put(context, notes, "fine / fine\n/merge\n  /approve\n");
  assert.equal(notes[0]?.body, `${MARKER}\nfine / fine\n&#47;merge\n  &#47;approve\n`);
});

test("without a token nothing is put and the job goes on", async (context) => {
  const notes: Note[] = [];
  const { exitCode, output } = await put(context, notes, "x", { GITLAB_TOKEN: "" });
  assert.equal(exitCode, 0, output);
  assert.match(output, /there is no GITLAB_TOKEN/);
  assert.deepEqual(notes, []);
});

test("what GitLab refuses is told with its answer, without the token", async (context) => {
  const { exitCode, output } = await put(context, [], "x", { GITLAB_TOKEN: "wrong-one" });
  assert.equal(exitCode, 1);
  assert.match(output, /^error: GitLab answered 401: .*Unauthorized/);
  assert.doesNotMatch(output, /wrong-one/);
});

test("outside a merge request it says so", async (context) => {
  const { exitCode, output } = await put(context, [], "x", { CI_MERGE_REQUEST_IID: "" });
  assert.equal(exitCode, 2);
  assert.match(output, /not a job of a merge request pipeline/);
});
