/**
 * Puts a Markdown file on the merge request as one note, which later runs update. For a GitLab CI job; see docs/ci.md.
 *
 *     node tools/gitlab-note.mjs review.md
 *
 * Reads what GitLab sets (CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID) and GITLAB_TOKEN, an access token with the scope
 * api: the job's own token may not write notes. Without the token it says so and ends well, since the job's log and artifacts
 * have the review too.
 */
import { readFile } from "node:fs/promises";

const MARKER = "<!-- event-topology review -->";
/** GitLab Docs, "Account and limit settings": 1,000,000 characters a note. */
const MAX_NOTE = 1_000_000;

const [file] = process.argv.slice(2);
if (file === undefined) end(2, "usage: node gitlab-note.mjs FILE.md");
const { CI_API_V4_URL: url, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: request, GITLAB_TOKEN: token } = process.env;
if (!url || !project || !request) end(2, "error: this is not a job of a merge request pipeline");
if (!token) end(0, "there is no GITLAB_TOKEN, so the review is not put on the merge request");

const notes = `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(request)}/notes`;
const body = `${MARKER}\n${withoutQuickActions(await readFile(file, "utf8"))}`;
if (body.length > MAX_NOTE) end(1, `error: ${file} is longer than a note may be`);

try {
  const { id: me } = (await ask("GET", "/user")).value;
  const mine = await find((note) => note.author?.id === me && note.body.startsWith(MARKER));
  if (mine === undefined) await ask("POST", notes, { body });
  else await ask("PUT", `${notes}/${mine.id}`, { body });
  process.stdout.write(mine === undefined ? "the note was created\n" : "the note was updated\n");
} catch (error) {
  end(1, `error: ${error.message}`);
}

/** A line that starts with a slash would be a command to GitLab, such as /merge. */
function withoutQuickActions(markdown) {
  return markdown.replace(/^(\s*)\//gm, "$1&#47;");
}

async function find(isIt) {
  for (let page = "1"; page; ) {
    const { value, headers } = await ask("GET", `${notes}?per_page=100&order_by=created_at&sort=asc&page=${page}`);
    const found = value.find(isIt);
    if (found !== undefined) return found;
    page = headers.get("x-next-page");
  }
  return undefined;
}

async function ask(method, path, content) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { "private-token": token, ...(content && { "content-type": "application/json" }) },
    ...(content && { body: JSON.stringify(content) }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`GitLab answered ${response.status}: ${text.slice(0, 200)}`);
  return { value: JSON.parse(text), headers: response.headers };
}

function end(code, message) {
  (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
  process.exit(code);
}
