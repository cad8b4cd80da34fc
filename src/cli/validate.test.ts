import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

const HEAD = "version: 1\norganization: ar\n";
const UNKNOWN_EVENT = `${HEAD}teams:
  crm:
    events: { CUSTOMER_CREATED: {} }
  marketing:
    subscriptions: [CUSTOMER_CREATD]
`;
const EMPTY_TEAM = `${HEAD}teams:
  crm:
    events: { CUSTOMER_CREATED: {} }
  sales: {}
`;

test("a good file is told in one line, without colour and noise", async (context) => {
  assert.deepEqual(await runIn(exampleFolder(context), ["validate"]), {
    exitCode: 0,
    stdout: "topology.yaml: 3 teams, 4 events, 4 subscriptions, no problems\n",
    stderr: "",
  });
});

for (const backend of ["gcp-pubsub", "aws-sns-sqs", "aws-eventbridge"]) {
  test(`the example is fine on ${backend}`, async (context) => {
    const { exitCode, stdout, stderr } = await runIn(exampleFolder(context), ["validate", "--backend", backend]);
    assert.equal(stderr, "");
    assert.match(stdout, new RegExp(`no problems on ${backend} \\(stack ${backend}\\)\n$`));
    assert.equal(exitCode, 0);
  });
}

test("an error: place, line and caret on stderr, nothing on stdout, exit code 1", async (context) => {
  const outcome = await runIn(folderWith(context, { "topology.yaml": UNKNOWN_EVENT }), ["validate"]);
  assert.match(outcome.stderr, /^topology\.yaml:7:21 error unknown-event .*CUSTOMER_CREATED/);
  assert.match(outcome.stderr, /\n7 \| {5}subscriptions: \[CUSTOMER_CREATD\]\n {2}\| {21}\^{15}\n/);
  assert.match(outcome.stderr, /\n1 error\n$/);
  assert.equal(outcome.stdout, "");
  assert.equal(outcome.exitCode, 1);
});

test("--file names another file, and messages name it as it was given", async (context) => {
  const folder = folderWith(context, { "a/b.yaml": UNKNOWN_EVENT });
  assert.match((await runIn(folder, ["validate", "--file", "a/b.yaml"])).stderr, /^a\/b\.yaml:7:21 error/);
  assert.match((await runIn(folder, ["validate", "--file", `${folder}/a/b.yaml`])).stderr, /\/a\/b\.yaml:7:21 error/);
});

test("the other formats go to stdout alone", async (context) => {
  const folder = folderWith(context, { "topology.yaml": UNKNOWN_EVENT });
  for (const [format, pattern] of [
    ["json", /^\{\n {2}"version": 1,/],
    ["github", /^::error file=topology\.yaml,line=7,endLine=7,col=21,endColumn=36,title=unknown-event::/],
    ["sarif", /"version": "2\.1\.0"/],
  ] as const) {
    const outcome = await runIn(folder, ["validate", "--format", format]);
    assert.match(outcome.stdout, pattern);
    assert.equal(outcome.stderr, "");
    assert.equal(outcome.exitCode, 1);
  }
});

test("warnings pass, unless there are more than --max-warnings", async (context) => {
  const folder = folderWith(context, { "topology.yaml": EMPTY_TEAM });
  const free = await runIn(folder, ["validate"]);
  assert.match(free.stderr, /warning empty-team/);
  assert.match(free.stdout, /^topology\.yaml: .*, 1 warning\n$/);
  assert.equal(free.exitCode, 0);
  assert.equal((await runIn(folder, ["validate", "--max-warnings", "1"])).exitCode, 0);
  const strict = await runIn(folder, ["validate", "--max-warnings", "0"]);
  assert.equal(strict.exitCode, 1);
  assert.match(strict.stderr, /error: 1 warning, and --max-warnings allows 0\n$/);
});

test("--backend checks every stack on it, and only those", async (context) => {
  const settings = (project: string) =>
    `config:\n  event-topology:backend: gcp-pubsub\n  event-topology:gcp: { project: ${project}, projectNumber: "123456789012" }\n`;
  const folder = exampleFolder(context, {
    "stacks/Pulumi.one.yaml": settings("ar-one"),
    "stacks/Pulumi.two.yaml": settings("ar-two"),
    "stacks/Pulumi.aws-sns-sqs.yaml": "config:\n  event-topology:backend: aws-sns-sqs\n",
  });
  const { exitCode, stderr } = await runIn(folder, ["validate", "--backend", "gcp-pubsub"]);
  assert.match(stderr, /stacks\/Pulumi\.one\.yaml:\d+:\d+ error/);
  assert.match(stderr, /stacks\/Pulumi\.two\.yaml:\d+:\d+ error/);
  assert.doesNotMatch(stderr, /aws-sns-sqs/);
  assert.equal(exitCode, 1);
});

test("a stack whose backend cannot be told is a problem, not passed over", async (context) => {
  const folder = exampleFolder(context, { "stacks/Pulumi.broken.yaml": "config: [\n" });
  const { exitCode, stderr } = await runIn(folder, ["validate", "--backend", "gcp-pubsub"]);
  assert.match(stderr, /^stacks\/Pulumi\.broken\.yaml:\d+:\d+ error/);
  assert.equal(exitCode, 1);
});

test("colours follow the terminal and the environment", async (context) => {
  const folder = folderWith(context, { "topology.yaml": UNKNOWN_EVENT });
  const isColored = async (env: NodeJS.ProcessEnv) =>
    (await runIn(folder, ["validate"], env)).stderr.includes("\u001b[");
  assert.equal(await isColored({}), false);
  assert.equal(await isColored({ FORCE_COLOR: "1" }), true);
  assert.equal(await isColored({ FORCE_COLOR: "0" }), false);
  assert.equal(await isColored({ FORCE_COLOR: "1", NO_COLOR: "1" }), false);
});
