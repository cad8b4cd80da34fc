import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleFolder, folderWith, runIn } from "./test-support/run-in.ts";

const TITLE = (stack: string) => `quotas of the stack ${stack} on ${stack}, the fullest first`;
const ESCAPE = "\u001b";
const STACKS = ["aws-eventbridge", "aws-sns-sqs", "gcp-pubsub"];

/** A topology of one team with so many events, on Pub/Sub. */
function pubsub(events: number): Record<string, string> {
  const list = Array.from({ length: events }, (_, index) => `E${index}: {}`).join(", ");
  return {
    "topology.yaml": `version: 1\norganization: ar\nteams: { crm: { events: { ${list} } } }\n`,
    "stacks/Pulumi.prod.yaml": `config:
  event-topology:backend: gcp-pubsub
  event-topology:gcp: { project: ar-events, projectNumber: "123456789012" }
  event-topology:teams: { crm: { principals: ["serviceAccount:crm@ar-events.iam.gserviceaccount.com"] } }
`,
  };
}

for (const stack of STACKS)
  test(`--quotas prints the table of ${stack} on stdout, below the line that all is well`, async (context) => {
    const folder = exampleFolder(context);
    const plain = await runIn(folder, ["validate", "--stack", stack]);
    const { exitCode, stdout, stderr } = await runIn(folder, ["validate", "--stack", stack, "--quotas"]);
    assert.equal(stderr, "");
    assert.equal(exitCode, 0);
    assert.ok(stdout.startsWith(`${plain.stdout}\n${TITLE(stack)}\n`), stdout);
    assert.match(stdout, /\nengine\.resources-per-stack /);
    for (const line of stdout.split("\n").slice(1)) assert.ok(line.length <= 120, line);
    assert.ok(!stdout.includes(ESCAPE));
  });

test("without a stack it tells of every one that runs the topology", async (context) => {
  const { exitCode, stdout } = await runIn(exampleFolder(context), ["validate", "--quotas"]);
  assert.equal(exitCode, 0);
  for (const stack of STACKS) assert.ok(stdout.includes(TITLE(stack)), stack);
});

test("the table is coloured for a terminal alone", async (context) => {
  const folder = exampleFolder(context);
  const argv = ["validate", "--stack", "gcp-pubsub", "--quotas"];
  assert.ok((await runIn(folder, argv, { FORCE_COLOR: "1" })).stdout.includes(`${ESCAPE}[32m`));
  assert.ok(!(await runIn(folder, argv, { FORCE_COLOR: "1", NO_COLOR: "1" })).stdout.includes(ESCAPE));
});

test("a number says how many places of each limit, all shows them all", async (context) => {
  const folder = exampleFolder(context);
  const places = async (...quotas: string[]) => {
    const { stdout } = await runIn(folder, ["validate", "--stack", "aws-sns-sqs", "--quotas", ...quotas]);
    return stdout.split("\n").filter((line) => /^ +<?\d+%/.test(line)).length;
  };
  const [one, usual, all] = [await places("1"), await places(), await places("all")];
  assert.ok(one < usual && usual < all, `${one} ${usual} ${all}`);
  assert.doesNotMatch(
    (await runIn(folder, ["validate", "--stack", "aws-sns-sqs", "--quotas", "all"])).stdout,
    /more below/,
  );
});

test("a limit that is exceeded is an error with exit code 1, and its table is printed all the same", async (context) => {
  const folder = folderWith(context, pubsub(10_001));
  const argv = ["validate", "--stack", "prod"];
  const plain = await runIn(folder, argv);
  const { exitCode, stdout, stderr } = await runIn(folder, [...argv, "--quotas"]);
  assert.equal(exitCode, 1);
  assert.equal(stderr, plain.stderr);
  assert.equal(plain.exitCode, 1);
  assert.equal(plain.stdout, "");
  assert.match(stderr, /error quota-exceeded .*10,001 topics in project ar-events \(team crm\), more than the 10,000/);
  assert.match(stdout, /\n {2}101% {2}10,001 of 10,000 {2}in project ar-events \(team crm\)\n/);
});

test("the stack file says what was raised, and a name that is none is an error with a hint", async (context) => {
  const at = "stacks/Pulumi.aws-sns-sqs.yaml";
  const settings = (quotas: string) => `config:
  event-topology:backend: aws-sns-sqs
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
    crm: { principals: [arn:aws:iam::111122223333:role/crm] }
    marketing: { principals: [arn:aws:iam::111122223333:role/marketing] }
    data-analysis: { principals: [arn:aws:iam::111122223333:role/data-analysis] }
  event-topology:quotas: ${quotas}
`;
  const run = (quotas: string) =>
    runIn(exampleFolder(context, { [at]: settings(quotas) }), ["validate", "--stack", "aws-sns-sqs", "--quotas"]);

  const raised = await run("{ sns.topics-per-region: 200000 }");
  assert.equal(raised.exitCode, 0);
  assert.match(raised.stdout, /<1% {2}4 of 200,000 \(stack file\) {2}in account 111122223333, region eu-west-1/);
  const lowered = await run("{ sns.topics-per-region: 3 }");
  assert.equal(lowered.exitCode, 1);
  assert.match(
    lowered.stderr,
    /needs 4 topics .* more than the 3 allowed \(.*, 100,000 unless the stack file says otherwise\)/,
  );
  const wrong = await run("{ sns.topics-per-regoin: 3, sqs.policy-bytes: 10 }");
  assert.equal(wrong.exitCode, 1);
  assert.match(wrong.stderr, /unknown key "sns\.topics-per-regoin" .*did you mean "sns\.topics-per-region"/);
  assert.match(wrong.stderr, /unknown key "sqs\.policy-bytes"/, "SQS does not raise it");
});

test("near a limit there is a warning, which --max-warnings counts", async (context) => {
  const folder = folderWith(context, pubsub(8_000));
  const argv = ["validate", "--stack", "prod", "--quotas"];
  const { exitCode, stderr } = await runIn(folder, argv);
  assert.match(stderr, /warning quota-exceeded .*8,000 topics .*80% of the 10,000/);
  assert.equal(exitCode, 0);
  assert.equal((await runIn(folder, [...argv, "--max-warnings", "0"])).exitCode, 1);
});

test("nothing is told of a stack or a topology with errors of its own", async (context) => {
  const files = pubsub(1);
  const broken = folderWith(context, {
    ...files,
    "topology.yaml": "version: 1\norganization: ar\nteams: { crm: 3 }\n",
  });
  const { exitCode, stdout, stderr } = await runIn(broken, ["validate", "--stack", "prod", "--quotas"]);
  assert.equal(exitCode, 1);
  assert.equal(stdout, "");
  assert.match(stderr, /^topology\.yaml:3/);
});

test("wrong use: a format without room, no stack at all, a number that is none", async (context) => {
  const folder = exampleFolder(context);
  for (const format of ["github", "gitlab", "sarif"]) {
    const { exitCode, stderr } = await runIn(folder, ["validate", "--quotas", "--format", format]);
    assert.equal(exitCode, 2);
    assert.match(stderr, new RegExp(`--format ${format} has no place for quotas; use text or json`));
  }
  const { "topology.yaml": topology } = pubsub(1);
  const bare = folderWith(context, { "topology.yaml": topology });
  const none = await runIn(bare, ["validate", "--quotas"]);
  assert.equal(none.exitCode, 2);
  assert.match(none.stderr, /--quotas needs a stack/);
  for (const number of ["0", "-1", "1.5", "many"]) {
    const wrong = await runIn(folder, ["validate", `--quotas=${number}`]);
    assert.equal(wrong.exitCode, 2, number);
  }
});
