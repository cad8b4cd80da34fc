/* `topology diff` in real git repositories. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { type Contents, checkout, type Repository, repositoryWith } from "../action/test-support/repository.ts";
import { folderWith, runIn } from "./test-support/run-in.ts";

const HEAD = "version: 1\norganization: ar\n";
const CRM = "  crm: { events: { CREATED: {}, DELETED: {} } }\n";
const SALES = "  sales: { subscriptions: [CREATED, DELETED] }\n";
const BASE = `${HEAD}teams:\n${CRM}${SALES}`;
/** Dangerous: what waits in the queue is lost. */
const REMOVED = BASE.replace("[CREATED, DELETED]", "[CREATED]");
/** Needs attention. */
const RESTRICTED = BASE.replace("DELETED: {}", "DELETED: { visibility: restricted, allow: [sales] }");
/** Safe. */
const ADDED = `${BASE}  loyalty: { subscriptions: [CREATED] }\n`;
const BROKEN = BASE.replace("[CREATED, DELETED]", "[CREATD, DELETED]");

const STACK = `config:
  event-topology:backend: aws-sns-sqs
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
    crm: { principals: [arn:aws:iam::111122223333:role/crm] }
    sales: { principals: [arn:aws:iam::111122223333:role/sales] }
`;

const schema = JSON.parse(readFileSync(new URL("../../schemas/review.schema.json", import.meta.url), "utf8"));
const hasShape = new Ajv2020({ strict: true }).compile(schema);

/** A repository with one commit after the other; the tags `v1`, `v2` … lead to them. */
function history(context: TestContext, ...commits: readonly (string | Contents)[]): Repository {
  const [first, ...others] = commits.map((files) => (typeof files === "string" ? { "topology.yaml": files } : files));
  const repository = repositoryWith(context, first ?? {});
  repository.git("tag", "v1");
  for (const [index, files] of others.entries()) {
    repository.commit(files);
    repository.git("tag", `v${index + 2}`);
  }
  return repository;
}

async function changes(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runIn(folder, ["diff", ...args, "--format", "json"]);
  assert.equal(exitCode, 0, stderr);
  const review = JSON.parse(stdout);
  assert.equal(hasShape(review), true, JSON.stringify(hasShape.errors));
  return review.changes.map(({ severity, kind, id }: Record<string, string>) => `${severity} ${kind} ${id}`);
}

const LOST = "dangerous subscription-removed subscription:sales/DELETED";

test("two refs, and a ref with the working tree", async (context) => {
  const { folder } = history(context, BASE, REMOVED);
  assert.deepEqual(await changes(folder, "v1", "v2"), [LOST]);
  assert.deepEqual(await changes(folder, "v2", "v1"), ["safe subscription-added subscription:sales/DELETED"]);
  assert.deepEqual(await changes(folder, "v1", "v1"), []);
  assert.deepEqual(await changes(folder, "v1"), [LOST]);
  writeFileSync(join(folder, "topology.yaml"), ADDED);
  assert.deepEqual(await changes(folder, "v1"), [
    "safe subscription-added subscription:loyalty/CREATED",
    "safe team-added team:loyalty",
  ]);
});

test("without arguments: what this branch does since it left the main branch of origin", async (context) => {
  const origin = history(context, BASE);
  const clone = checkout(context, origin, origin.git("rev-parse", "HEAD").trim());
  clone.git("checkout", "--quiet", "-b", "feature");
  clone.commit({ "topology.yaml": REMOVED });
  // Meanwhile the main branch goes on; that is none of this branch's changes.
  origin.commit({ "topology.yaml": ADDED });
  clone.git("fetch", "--quiet", "origin");
  assert.deepEqual(await changes(clone.folder), [LOST]);
  assert.deepEqual(await changes(clone.folder, "origin/main", "--merge-base"), [LOST]);
  assert.deepEqual((await changes(clone.folder, "origin/main")).length, 3);
  const { stdout } = await runIn(clone.folder, ["diff"]);
  assert.match(stdout, /^origin\/main \(where this branch left it\) → working tree: 1 dangerous\n/);
});

test("without arguments and without a remote: what is not committed yet", async (context) => {
  const { folder } = history(context, BASE);
  assert.deepEqual(await changes(folder), []);
  writeFileSync(join(folder, "topology.yaml"), REMOVED);
  assert.deepEqual(await changes(folder), [LOST]);
});

test("files and folders need no git", async (context) => {
  const folder = folderWith(context, {
    "old.yaml": BASE,
    "new.yaml": REMOVED,
    "before/topology.yaml": BASE,
    "after/topology.yaml": REMOVED,
    "after/other.yaml": ADDED,
  });
  assert.deepEqual(await changes(folder, "old.yaml", "new.yaml"), [LOST]);
  assert.deepEqual(await changes(folder, "before", "after"), [LOST]);
  assert.equal((await changes(folder, "old.yaml", "after/other.yaml")).length, 2);
  assert.deepEqual(await changes(folder, "before", "after", "--file", "topology.yaml"), [LOST]);
});

test("includes, stacks and event schemas are those of each ref, not those of the working tree", async (context) => {
  const split = (schema: string, queues: string): Contents => ({
    "topology.yaml": `${HEAD}teams: { include: teams/*.yaml }\n`,
    "teams/crm.yaml": "crm: { events: { CREATED: { schema: ../schemas/created.json }, DELETED: {} } }\n",
    "teams/sales.yaml": `sales: { subscriptions: [${queues}] }\n`,
    "schemas/created.json": schema,
    "stacks/Pulumi.prod.yaml": STACK,
  });
  const number = '{ "type": "object", "required": ["id"], "properties": { "id": { "type": "number" } } }';
  const repository = history(
    context,
    split(number, "CREATED, DELETED"),
    split(number.replace('"number"', '"string"'), "CREATED"),
  );
  for (const file of ["topology.yaml", "teams/sales.yaml", "schemas/created.json", "stacks/Pulumi.prod.yaml"])
    writeFileSync(join(repository.folder, file), "neither: nor\n");
  const expected = ["dangerous event-schema-changed topic:CREATED", LOST];
  assert.deepEqual(await changes(repository.folder, "v1", "v2"), expected);
  const { stdout } = await runIn(repository.folder, ["diff", "v1", "v2"]);
  assert.match(stdout, /^stack prod on aws-sns-sqs: 4 deleted, 1 updated in place$/m);

  // A file that only one of the refs has.
  repository.git("rm", "--quiet", "--force", "teams/sales.yaml");
  repository.git("checkout", "--quiet", "v2", "--", "topology.yaml", "schemas", "stacks");
  repository.commit({});
  assert.deepEqual(await changes(repository.folder, "v2", "HEAD", "--no-stacks"), [
    "dangerous subscription-removed subscription:sales/CREATED",
    "attention team-removed team:sales",
  ]);
});

test("a topology in a subfolder is found from there, and by --file from above", async (context) => {
  const repository = history(context, { "shop/topology.yaml": BASE }, { "shop/topology.yaml": REMOVED });
  assert.deepEqual(await changes(join(repository.folder, "shop"), "v1", "v2"), [LOST]);
  assert.deepEqual(await changes(repository.folder, "v1", "v2", "--file", "shop/topology.yaml"), [LOST]);
});

test("stacks: all that run the topology, some, none, and one that is not there", async (context) => {
  const stacks = { "stacks/Pulumi.prod.yaml": STACK, "stacks/Pulumi.test.yaml": STACK };
  const { folder } = history(context, { "topology.yaml": BASE, ...stacks }, { "topology.yaml": REMOVED });
  const names = async (...args: readonly string[]) => {
    const { stdout } = await runIn(folder, ["diff", "v1", "v2", "--format", "json", ...args]);
    return JSON.parse(stdout).stacks.map(({ stack, compared }: { stack: string; compared: boolean }) => [
      stack,
      compared,
    ]);
  };
  assert.deepEqual(await names(), [
    ["prod", true],
    ["test", true],
  ]);
  assert.deepEqual(await names("--stack", "test"), [["test", true]]);
  assert.deepEqual(await names("--no-stacks"), []);
  assert.deepEqual(await names("--stack", "nowhere"), [["nowhere", false]]);
});

test("a ref that is not there is a problem of the input, with the fetch depth to set", async (context) => {
  const { folder } = history(context, BASE);
  const { exitCode, stdout, stderr } = await runIn(folder, ["diff", "origin/main", "HEAD"]);
  assert.equal(exitCode, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^error: there is no file, folder or git ref origin\/main here\n/);
  assert.match(stderr, /help: .*git fetch origin.*fetch-depth: 0.*GIT_DEPTH: 0/);
});

test("a shallow clone says that it is one, and how to get the rest", async (context) => {
  const origin = history(context, BASE, REMOVED, ADDED);
  const shallow = checkout(context, origin, origin.git("rev-parse", "HEAD").trim(), 1);
  const before = await runIn(shallow.folder, ["diff", "HEAD~1"]);
  assert.equal(before.exitCode, 1);
  assert.match(before.stderr, /this clone is shallow.*\nhelp: .*fetch-depth: 0/);

  shallow.git("fetch", "--quiet", "--depth=1", "origin", `${origin.git("rev-parse", "v1").trim()}:refs/heads/base`);
  assert.equal((await changes(shallow.folder, "base", "HEAD")).length, 2);
  const parted = await runIn(shallow.folder, ["diff", "base", "HEAD", "--merge-base"]);
  assert.equal(parted.exitCode, 1);
  assert.match(parted.stderr, /does not reach back to where .* part\nhelp: run git fetch --unshallow.*fetch-depth: 0/);
});

test("a name that is a folder and a ref has to be said more exactly", async (context) => {
  const repository = history(context, { "topology.yaml": BASE, "v2/topology.yaml": ADDED }, REMOVED);
  const { exitCode, stderr } = await runIn(repository.folder, ["diff", "v1", "v2"]);
  assert.equal(exitCode, 2);
  assert.match(stderr, /v2 is a folder and a git ref: write \.\/v2 or refs\/heads\/v2/);
  assert.equal((await changes(repository.folder, "v1", "./v2")).length, 2);
  assert.deepEqual(await changes(repository.folder, "v1", "refs/tags/v2"), [LOST]);
});

test("outside of a repository refs fail with a way out, as a failure of the environment", async (context) => {
  const { exitCode, stderr } = await runIn(folderWith(context, { "topology.yaml": BASE }), ["diff", "main"]);
  assert.equal(exitCode, 3);
  assert.match(stderr, /is in no git repository.*\nhelp: run it in a clone, or compare two files or folders/);
});

test("a base with errors still gives a diff of what can be read, and says so", async (context) => {
  const { folder } = history(context, BROKEN, REMOVED);
  const { exitCode, stdout, stderr } = await runIn(folder, ["diff", "v1", "v2"]);
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /^v1 has errors; only what can be read of it is compared:\n {2}topology\.yaml:5:28 .*CREATD/m);
  assert.match(stdout, /^dangerous\n {2}sales stops consuming DELETED/m);
  assert.match(stdout, /^safe\n {2}sales subscribes to CREATED/m);
});

test("a head with errors is compared, too, and the exit code is 1", async (context) => {
  const { folder } = history(context, BASE, BROKEN);
  const { exitCode, stdout, stderr } = await runIn(folder, ["diff", "v1", "v2"]);
  assert.equal(exitCode, 1);
  assert.equal(stderr, "error: v2 has 1 error\n");
  assert.match(stdout, /v2 has errors; only what can be read of it is compared/);
  assert.match(stdout, /sales stops consuming CREATED/);
});

test("a revision that is no YAML at all is compared with nothing", async (context) => {
  const { folder } = history(context, "teams: [", REMOVED, "teams: [");
  const fromUnreadable = await runIn(folder, ["diff", "v1", "v2"]);
  assert.equal(fromUnreadable.exitCode, 0, fromUnreadable.stderr);
  assert.match(fromUnreadable.stdout, /v1 has errors; nothing of it can be read, so nothing is compared/);
  assert.doesNotMatch(fromUnreadable.stdout, /joins|leaves/);
  assert.equal((await runIn(folder, ["diff", "v2", "v3"])).exitCode, 1);
});

test("no topology before: everything is new, and that is said", async (context) => {
  const { folder } = history(context, { "readme.md": "nothing yet" }, BASE);
  const { exitCode, stdout } = await runIn(folder, ["diff", "v1", "v2"]);
  assert.equal(exitCode, 0);
  assert.match(stdout, /there is no topology file in v1/);
  assert.match(stdout, /the team crm joins/);
});

for (const [failOn, codes] of [
  [undefined, { dangerous: 0, attention: 0, safe: 0, nothing: 0 }],
  ["dangerous", { dangerous: 1, attention: 0, safe: 0, nothing: 0 }],
  ["attention", { dangerous: 1, attention: 1, safe: 0, nothing: 0 }],
  ["any", { dangerous: 1, attention: 1, safe: 1, nothing: 0 }],
] as const)
  test(`--fail-on ${failOn ?? "nothing"}`, async (context) => {
    const heads = { dangerous: REMOVED, attention: RESTRICTED, safe: ADDED, nothing: `${BASE}# words\n` };
    const folder = folderWith(context, {
      "base.yaml": BASE,
      ...Object.fromEntries(Object.entries(heads).map(([name, text]) => [`${name}.yaml`, text])),
    });
    const args = failOn === undefined ? [] : ["--fail-on", failOn];
    for (const [name, code] of Object.entries(codes)) {
      const { exitCode, stderr } = await runIn(folder, ["diff", "base.yaml", `${name}.yaml`, ...args]);
      assert.equal(exitCode, code, `${name}: ${stderr}`);
      assert.equal(stderr.includes(`--fail-on is ${failOn}`), code === 1, stderr);
    }
  });

test("wrong use has exit code 2 and points to the help", async (context) => {
  const folder = folderWith(context, { "a.yaml": BASE });
  for (const args of [
    ["a.yaml", "a.yaml", "--fail-on", "safe"],
    ["a.yaml", "a.yaml", "--format", "xml"],
    ["a.yaml", "a.yaml", "a.yaml"],
  ]) {
    const { exitCode, stderr } = await runIn(folder, ["diff", ...args]);
    assert.equal(exitCode, 2, args.join(" "));
    assert.match(stderr, /see topology diff --help\n$/);
  }
});

test("SARIF: what is not safe, with places in the repository", async (context) => {
  const { folder } = history(context, BASE, RESTRICTED.replace("[CREATED, DELETED]", "[DELETED]"));
  const { exitCode, stdout } = await runIn(folder, ["diff", "v1", "v2", "--format", "sarif"]);
  assert.equal(exitCode, 0);
  const { version, runs } = JSON.parse(stdout);
  assert.equal(version, "2.1.0");
  interface Result {
    readonly ruleId: string;
    readonly level: string;
    readonly locations: readonly [
      {
        readonly physicalLocation: {
          readonly artifactLocation: { uri: string };
          readonly region: { startLine: number };
        };
      },
    ];
  }
  const results = (runs[0].results as readonly Result[]).map(({ ruleId, level, locations: [{ physicalLocation }] }) => [
    ruleId,
    level,
    physicalLocation.artifactLocation.uri,
    physicalLocation.region.startLine,
  ]);
  assert.deepEqual(results.sort(), [
    ["event-access-narrowed", "warning", "topology.yaml", 4],
    ["subscription-removed", "error", "topology.yaml", 1],
  ]);
});

test("Markdown: the comment of the pull request", async (context) => {
  const { folder } = history(context, BASE, REMOVED);
  const { exitCode, stdout } = await runIn(folder, ["diff", "v1", "v2", "--format", "markdown"]);
  assert.equal(exitCode, 0);
  assert.match(
    stdout,
    /^## 🔴 Topology: 1 dangerous\n\n`v1` → `v2`\n\n### 🔴 Dangerous\n\n- `sales` stops consuming `DELETED`\n/,
  );
});

test("names of files with blanks and signs of other languages", async (context) => {
  const folderName = "größe – 東京";
  const repository = history(
    context,
    { [`${folderName}/topology.yaml`]: BASE },
    { [`${folderName}/topology.yaml`]: REMOVED },
  );
  mkdirSync(join(repository.folder, "empty"), { recursive: true });
  assert.deepEqual(await changes(join(repository.folder, folderName), "v1", "v2"), [LOST]);
});
