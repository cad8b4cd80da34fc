/** The action as the runner runs it: the bundle that `action.yml` names, against a server that plays GitHub's API. */
import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { parse } from "yaml";
import { bundle } from "./test-support/bundle.ts";
import { type GitHubServer, gitHubServer, refusal, type StoredComment } from "./test-support/github-server.ts";
import { mergeGroupPayload, pullRequestPayload, pushPayload } from "./test-support/payloads.ts";
import { root } from "./test-support/recipes.ts";
import {
  type Contents,
  checkout,
  type Repository,
  repositoryWith,
  temporaryFolder,
} from "./test-support/repository.ts";
import { type EndedStep, runStep, type Step } from "./test-support/run-action.ts";

const cleanUps: (() => void)[] = [];
let main: string;
before(async () => {
  const folder = await bundle({ after: (cleanUp) => void cleanUps.push(cleanUp as () => void) });
  const { runs } = parse(readFileSync(join(root, "action.yml"), "utf8"));
  assert.deepEqual(runs, { using: "node24", main: "dist/action/index.js" });
  main = join(folder, basename(runs.main));
});
after(() => {
  for (const cleanUp of cleanUps) cleanUp();
});

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm:
    events:
      CUSTOMER_CREATED: {}
      CUSTOMER_UPDATED: {}
  sales:
    subscriptions: [CUSTOMER_CREATED, CUSTOMER_UPDATED]
`;
/** Sales no longer wants what it had: what waits in its queue would be lost. */
const DANGEROUS = TOPOLOGY.replace(", CUSTOMER_UPDATED", "");
const HARMLESS = `${TOPOLOGY}  loyalty:\n    subscriptions: [CUSTOMER_CREATED]\n`;
const BROKEN = TOPOLOGY.replace("[CUSTOMER_CREATED,", "[CUSTOMER_CREATD,");

interface PullRequest {
  readonly repository: Repository;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

function pullRequest(
  context: TestContext,
  to: string | Contents,
  from: string | Contents = TOPOLOGY,
  beforeCommit: (folder: string) => void = () => undefined,
): PullRequest {
  const files = (side: string | Contents) => (typeof side === "string" ? { "topology.yaml": side } : side);
  const repository = repositoryWith(context, files(from));
  const base = repository.git("rev-parse", "HEAD").trim();
  repository.git("checkout", "--quiet", "-b", "change");
  beforeCommit(repository.folder);
  const head = repository.commit(files(to));
  repository.git("checkout", "--quiet", "--detach", "main");
  repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "change");
  return { repository, base, head, merge: repository.git("rev-parse", "HEAD").trim() };
}

interface Options extends Partial<Step> {
  readonly token?: string;
  readonly headRepository?: string;
  readonly depth?: number;
}

/** One run of the workflow for a pull request, with a checkout of its own. */
async function review(context: TestContext, change: PullRequest, server: GitHubServer, options: Options = {}) {
  const { token = "bot-token", headRepository = "ar/events", depth = 0, inputs = {}, ...more } = options;
  return runStep(context, {
    main,
    workspace: checkout(context, change.repository, change.merge, depth).folder,
    event: "pull_request",
    payload: pullRequestPayload({ ...change, headRepository }),
    env: { GITHUB_API_URL: server.url },
    inputs: { token, ...inputs },
    ...more,
  });
}

const levels = ({ commands }: EndedStep) =>
  commands.filter(({ name }) => ["error", "warning", "notice"].includes(name)).map(({ name }) => name);

test("a dangerous change: annotation at its line, summary, comment and outputs, and the step succeeds", async (context) => {
  const server = await gitHubServer(context);
  const step = await review(context, pullRequest(context, DANGEROUS), server);
  assert.equal(step.exitCode, 0, step.log);

  const [warning] = step.commands.filter(({ name }) => name === "warning");
  assert.equal(warning?.properties["file"], "topology.yaml");
  assert.equal(warning?.properties["title"], "subscription-removed");
  assert.match(warning?.message ?? "", /CUSTOMER_UPDATED/);

  const { changes, dangerous, errors, base } = step.outputs;
  assert.equal(Number(dangerous) >= 1 && Number(changes) >= Number(dangerous), true, JSON.stringify(step.outputs));
  assert.equal(errors, "0");
  assert.equal(base?.length, 40);
  assert.match(step.summary, /dangerous/);
  assert.match(step.summary, /`sales\/CUSTOMER_UPDATED`|CUSTOMER_UPDATED/);
  const report = JSON.parse(readFileSync(step.outputs["report"] ?? "", "utf8"));
  assert.equal(report.version, 1);
  assert.equal(String(report.changes.length), changes);
  assert.equal(readFileSync(step.outputs["markdown"] ?? "", "utf8").trim(), step.summary.trim());

  assert.equal(server.comments.length, 1);
  const [comment] = server.comments;
  assert.match(comment?.body ?? "", /^<!-- event-topology review of .+ -->\n/);
  assert.equal(comment?.body.split("\n").slice(1).join("\n").trim(), step.summary.trim());
  assert.equal(step.outputs["comment-url"], `https://github.example/ar/events/pull/7#issuecomment-${comment?.id}`);
});

test("the second run updates the comment of the first, on whatever page it is", async (context) => {
  const chat = (id: number): StoredComment => ({ id, body: `chat ${id}`, login: "octocat", type: "User" });
  const server = await gitHubServer(
    context,
    Array.from({ length: 120 }, (_, index) => chat(index)),
  );
  await review(context, pullRequest(context, DANGEROUS), server);
  const first = server.comments[120]?.body;
  const second = await review(context, pullRequest(context, HARMLESS), server);
  assert.equal(second.exitCode, 0, second.log);
  assert.equal(server.comments.length, 121);
  assert.notEqual(server.comments[120]?.body, first);
  assert.match(server.comments[120]?.body ?? "", /loyalty/);
});

test("a pull request that changes nothing here gets no comment, but one that exists is brought up to date", async (context) => {
  const server = await gitHubServer(context);
  const nothing = pullRequest(context, { "readme.md": "new" }, { "topology.yaml": TOPOLOGY, "readme.md": "old" });
  const quiet = await review(context, nothing, server);
  assert.equal(quiet.exitCode, 0, quiet.log);
  assert.equal(server.comments.length, 0);
  assert.match(quiet.summary, /no changes/);
  await review(context, pullRequest(context, DANGEROUS), server);
  await review(context, nothing, server);
  assert.equal(server.comments.length, 1);
  assert.match(server.comments[0]?.body ?? "", /no changes/);
});

test("errors fail the step, with annotations, and the review tells what can be read", async (context) => {
  const server = await gitHubServer(context);
  const step = await review(context, pullRequest(context, BROKEN), server);
  assert.equal(step.exitCode, 1);
  const [error, last] = step.commands.filter(({ name }) => name === "error");
  assert.deepEqual(error?.properties, {
    file: "topology.yaml",
    line: "9",
    endLine: "9",
    col: "21",
    endColumn: "36",
    title: "unknown-event",
  });
  assert.match(last?.message ?? "", /the topology has 1 error/);
  assert.equal(step.outputs["errors"], "1");
  assert.match(server.comments[0]?.body ?? "", /topology\.yaml:9:21 error unknown-event/);
  const problems = JSON.parse(readFileSync(step.outputs["problems"] ?? "", "utf8"));
  assert.deepEqual(
    problems.diagnostics.map(({ code }: { code: string }) => code),
    ["unknown-event"],
  );
});

test("fail-on decides whether changes fail the step", async (context) => {
  const server = await gitHubServer(context);
  const change = pullRequest(context, DANGEROUS);
  const failing = await review(context, change, server, { inputs: { "fail-on": "dangerous" } });
  assert.equal(failing.exitCode, 1);
  assert.match(failing.commands.at(-1)?.message ?? "", /fail-on: dangerous/);
  assert.equal(server.comments.length, 1);
  const harmless = await review(context, pullRequest(context, HARMLESS), server, {
    inputs: { "fail-on": "dangerous" },
  });
  assert.equal(harmless.exitCode, 0, harmless.log);
});

test("the token of a fork can only read: the review is in the summary, a notice says why, the step succeeds", async (context) => {
  for (const status of [403, 404]) {
    const server = await gitHubServer(context);
    server.disturb = ({ method }) =>
      method === "GET" ? undefined : refusal(status, "Resource not accessible by integration");
    const change = pullRequest(context, DANGEROUS);
    const step = await review(context, change, server, { headRepository: "stranger/events" });
    assert.equal(step.exitCode, 0, step.log);
    assert.match(step.summary, /dangerous/);
    assert.match(
      step.commands.find(({ name }) => name === "notice")?.message ?? "",
      /from a fork can only read.*Resource not/,
    );
    assert.equal(step.outputs["comment-url"], "");
    assert.equal(server.comments.length, 0);
  }
});

test("a job without the permission is told which one it needs; a wrong token is a warning; neither fails the step", async (context) => {
  const server = await gitHubServer(context);
  server.disturb = () => refusal(403, "Resource not accessible by integration");
  const forbidden = await review(context, pullRequest(context, DANGEROUS), server);
  assert.equal(forbidden.exitCode, 0, forbidden.log);
  assert.match(forbidden.log, /^::notice::.*permissions: pull-requests: write/m);
  server.disturb = undefined;
  const wrong = await review(context, pullRequest(context, DANGEROUS), server, { token: "wrong-token" });
  assert.equal(wrong.exitCode, 0, wrong.log);
  assert.match(wrong.log, /^::warning::.*401/m);
  assert.doesNotMatch(wrong.log, /wrong-token/);
});

test("a server error and a rate limit are tried again", async (context) => {
  const server = await gitHubServer(context);
  const troubles = [
    refusal(502, "Bad Gateway"),
    refusal(403, "You have exceeded a secondary rate limit", { "retry-after": "0" }),
  ];
  server.disturb = () => troubles.shift();
  const step = await review(context, pullRequest(context, DANGEROUS), server);
  assert.equal(step.exitCode, 0, step.log);
  assert.equal(server.comments.length, 1);
  assert.deepEqual(
    server.requests.map(({ method }) => method),
    ["GET", "GET", "GET", "POST"],
  );
});

test("a server that never recovers costs the comment only", async (context) => {
  const server = await gitHubServer(context);
  server.disturb = () => ({ status: 503, body: "<html>unavailable</html>" });
  const step = await review(context, pullRequest(context, DANGEROUS), server);
  assert.equal(step.exitCode, 0, step.log);
  assert.equal(server.requests.length, 4);
  assert.match(step.log, /^::warning::.*503/m);
  assert.match(step.summary, /dangerous/);
});

test("a shallow checkout fails with the fetch depth to set, and still tells the problems", async (context) => {
  const server = await gitHubServer(context);
  const step = await review(context, pullRequest(context, BROKEN), server, { depth: 1 });
  assert.equal(step.exitCode, 1);
  assert.match(step.commands.at(-1)?.message ?? "", /is not in this clone; give actions\/checkout fetch-depth: 0/);
  assert.match(step.log, /title=unknown-event::/);
  assert.match(step.summary, /fetch-depth: 0/);
  assert.equal(step.outputs["changes"], "0");
  assert.equal(step.outputs["report"], "");
});

test("comment: false leaves the pull request alone; without a token there is a notice", async (context) => {
  const server = await gitHubServer(context);
  const change = pullRequest(context, DANGEROUS);
  assert.equal((await review(context, change, server, { inputs: { comment: "false" } })).exitCode, 0);
  const step = await review(context, change, server, { token: "" });
  assert.equal(step.exitCode, 0, step.log);
  assert.match(step.log, /^::notice::there is no token/m);
  assert.deepEqual(server.requests, []);
});

test("push and merge_group compare two commits, other events nothing; none of them comments", async (context) => {
  const server = await gitHubServer(context);
  const change = pullRequest(context, DANGEROUS);
  const run = (event: string, payload: object, inputs = {}) =>
    review(context, change, server, { event, payload, inputs });
  const push = await run("push", pushPayload({ before: change.base, after: change.merge }));
  const group = await run("merge_group", mergeGroupPayload({ base: change.base, head: change.merge }));
  for (const step of [push, group]) {
    assert.equal(step.exitCode, 0, step.log);
    assert.equal(step.outputs["base"], change.base);
    assert.notEqual(step.outputs["dangerous"], "0");
  }
  const dispatch = await run("workflow_dispatch", { inputs: {} });
  assert.equal(dispatch.exitCode, 0, dispatch.log);
  assert.equal(dispatch.outputs["base"], "");
  assert.match(dispatch.summary, /no problems[\s\S]*Nothing was compared: the event workflow_dispatch/);
  const named = await run("workflow_dispatch", { inputs: {} }, { base: change.base });
  assert.equal(named.outputs["base"], change.base);
  const fresh = await run("push", pushPayload({ before: "0".repeat(40), after: change.merge }));
  assert.match(fresh.summary, /the branch or tag is new/);
  assert.deepEqual(server.requests, []);
});

test("pull_request_target: warned of, and what was only fetched can be reviewed", async (context) => {
  const server = await gitHubServer(context);
  const change = pullRequest(context, DANGEROUS);
  const payload = pullRequestPayload({ ...change, headRepository: "stranger/events" });
  const clone = checkout(context, change.repository, change.base);
  const event = "pull_request_target";
  const idle = await review(context, change, server, { event, payload, workspace: clone.folder });
  assert.equal(idle.exitCode, 0, idle.log);
  assert.match(idle.log, /^::warning::pull_request_target checks the base branch out/m);
  clone.git("fetch", "--quiet", "origin", `+${change.merge}:refs/topology/merge`);
  const inputs = { head: "refs/topology/merge" };
  const step = await review(context, change, server, { event, payload, workspace: clone.folder, inputs });
  assert.equal(step.exitCode, 0, step.log);
  assert.doesNotMatch(step.log, /pull_request_target/);
  assert.notEqual(step.outputs["dangerous"], "0");
  assert.equal(server.comments.length, 1);
});

test("stacks are checked and their resources compared, from a folder of the repository", async (context) => {
  const stack = readFileSync(join(root, "stacks/Pulumi.aws-sns-sqs.yaml"), "utf8").replaceAll("marketing", "sales");
  const files = (topology: string) => ({ "infra/topology.yaml": topology, "infra/stacks/Pulumi.dev.yaml": stack });
  const server = await gitHubServer(context);
  const change = pullRequest(context, files(DANGEROUS), files(TOPOLOGY));
  const inputs = { stacks: "dev", "working-directory": "infra" };
  const step = await review(context, change, server, { inputs });
  assert.equal(step.exitCode, 0, step.log);
  assert.equal(step.commands.find(({ name }) => name === "warning")?.properties["file"], "infra/topology.yaml");
  const report = JSON.parse(readFileSync(step.outputs["report"] ?? "", "utf8"));
  assert.equal(report.stacks[0].stack, "dev");
  assert.ok(
    report.stacks[0].resources.some(({ action }: { action: string }) => action === "delete"),
    step.log,
  );

  const missing = await review(context, change, server, { inputs: { ...inputs, stacks: "devv" } });
  assert.equal(missing.exitCode, 1);
  assert.match(missing.log, /title=unknown-stack::there is no stack devv; did you mean "dev"/);
});

test("a schema that breaks its consumers is a dangerous change", async (context) => {
  const topology = TOPOLOGY.replace("CUSTOMER_CREATED: {}", "CUSTOMER_CREATED: { schema: customer.json }");
  const schema = (required: readonly string[]) =>
    JSON.stringify({ type: "object", properties: { id: { type: "string" }, name: { type: "string" } }, required });
  const files = (required: readonly string[]) => ({ "topology.yaml": topology, "customer.json": schema(required) });
  const server = await gitHubServer(context);
  const step = await review(context, pullRequest(context, files(["id"]), files(["id", "name"])), server);
  const report = JSON.parse(readFileSync(step.outputs["report"] ?? "", "utf8"));
  const [change] = report.changes;
  assert.equal(change?.kind, "event-schema-changed", step.log);
  assert.equal(change.severity, "dangerous");
  assert.match(server.comments[0]?.body ?? "", /`sales`/);
});

test("nothing of the runner can be read through a pull request: not by an include, not by a link", async (context) => {
  const server = await gitHubServer(context);
  const outside = join(temporaryFolder(context), "secret.yaml");
  writeFileSync(outside, "token: hidden\n");
  const including = TOPOLOGY.replace("teams:\n", `teams:\n  include: [${outside}, .git/config, linked.yaml]\n`);
  const change = pullRequest(context, including, TOPOLOGY, (folder) =>
    symlinkSync(outside, join(folder, "linked.yaml")),
  );
  const step = await review(context, change, server);
  assert.equal(step.exitCode, 1);
  const problems = JSON.parse(readFileSync(step.outputs["problems"] ?? "", "utf8"));
  const codes = problems.diagnostics.map(({ code }: { code: string }) => code);
  assert.deepEqual(codes.sort(), ["file-not-found", "include-matches-nothing", "include-matches-nothing"]);
  assert.doesNotMatch(`${step.log}${step.summary}${server.comments[0]?.body}`, /hidden/);
});

const HOSTILE = [
  "::error::forged",
  "##[set-output name=dangerous]0",
  "x%0A::error::forged",
  "-->\n## forged",
  "</details><h1>forged</h1>",
  "```\n# forged\n@everyone",
  "[forged](https://evil.example)",
  "a|b|c \u202e forged",
  "EOF\ndangerous=0",
];

test("hostile names and descriptions break out of nothing", async (context) => {
  const names = HOSTILE.map((text) => JSON.stringify(text));
  const events = names.map((name) => `      ${name}: { description: ${name} }`).join("\n");
  const subscriptions = `    subscriptions: [${names.join(", ")}]\n`;
  const legal = names.map((name, index) => `      EVENT_${index}: { description: ${name} }`).join("\n");
  const to = `${TOPOLOGY}  ${names[0]}:\n    contact: ${names[3]}\n    events:\n${events}\n${subscriptions}`;
  const described = `${TOPOLOGY}  mallory:\n    contact: ${names[5]}\n    events:\n${legal}\n    subscriptions: [CUSTOMER_CREATED]\n`;
  for (const topology of [to, described]) {
    const server = await gitHubServer(context);
    const step = await review(context, pullRequest(context, topology), server);
    for (const { name, properties } of step.commands) {
      assert.ok(["error", "warning", "notice", "group", "endgroup"].includes(name), name);
      assert.ok((properties["file"] ?? "topology.yaml") === "topology.yaml");
    }
    assert.deepEqual(
      step.commands.filter(({ message }) => message === "forged"),
      [],
    );
    const known = [
      "approvals",
      "attention",
      "base",
      "changes",
      "comment-url",
      "dangerous",
      "errors",
      "markdown",
      "problems",
      "report",
      "warnings",
    ];
    assert.deepEqual(Object.keys(step.outputs).sort(), known);
    for (const text of [server.comments[0]?.body ?? "", step.summary]) assertInert(text);
  }
});

/** Outside of code nothing of the hostile texts is there as Markdown, HTML or a mention. */
function assertInert(markdown: string): void {
  const prose = markdown
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, "")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, "")
    .replace(/<code>[^<\n]*<\/code>/g, "");
  for (const active of [/^\s*#+ forged/m, /<h1>/, /@everyone/, /\[forged\]\(/, /^[`~]{3}/m, /^::|##\[/m])
    assert.doesNotMatch(prose, active);
  assert.equal(prose.match(/<!--/g)?.length, prose.match(/-->/g)?.length);
  assert.equal(prose.match(/<details/g)?.length, prose.match(/<\/details>/g)?.length);
}

test("a comment is never longer than GitHub takes", async (context) => {
  const many = Array.from(
    { length: 600 },
    (_, index) => `  team-${index}:\n    subscriptions: [CUSTOMER_CREATED]\n`,
  ).join("");
  const broken = Array.from(
    { length: 60 },
    (_, index) => `  "${"x".repeat(900)} ${index}":\n    subscriptions: [NOPE_${index}]\n`,
  ).join("");
  for (const topology of [`${TOPOLOGY}${many}`, `${TOPOLOGY}${many}${broken}`]) {
    const server = await gitHubServer(context);
    const step = await review(context, pullRequest(context, topology), server);
    assert.equal(server.comments.length, 1, step.log.slice(-500));
    assert.ok((server.comments[0]?.body.length ?? 0) <= 65_536);
    assert.ok(levels(step).length <= 32);
  }
});

test("wrong inputs and a missing checkout fail with what to do", async (context) => {
  const server = await gitHubServer(context);
  const change = pullRequest(context, DANGEROUS);
  const wrong = await review(context, change, server, { inputs: { "fail-on": "danger" } });
  assert.equal(wrong.exitCode, 1);
  assert.match(wrong.log, /^::error::the input fail-on cannot be "danger"/m);
  const empty = await review(context, change, server, { workspace: join(change.repository.folder, "..") });
  assert.equal(empty.exitCode, 1);
  assert.match(empty.log, /^::error::.*actions\/checkout and fetch-depth: 0/m);
});
