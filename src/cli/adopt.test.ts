import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import { exampleFolder, runIn } from "./test-support/run-in.ts";

const STACK = "stacks/Pulumi.brown.yaml";
const config = (more: string, backend = "aws-sns-sqs") => `config:
  event-topology:backend: ${backend}
  event-topology:aws: { account: "111122223333", region: eu-west-1 }
  event-topology:teams:
    crm: { principals: [arn:aws:iam::111122223333:role/crm] }
    marketing: { principals: [arn:aws:iam::111122223333:role/marketing] }
    data-analysis: { principals: [arn:aws:iam::111122223333:role/loader] }
${more}`;

test("a first mapping is one that the stack takes", async (t) => {
  for (const stack of ["gcp-pubsub", "aws-sns-sqs", "aws-eventbridge"]) {
    const folder = exampleFolder(t);
    const printed = await runIn(folder, ["adopt", "--stack", stack]);
    assert.equal(printed.exitCode, 0, printed.stderr);
    const mapping = parse(printed.stdout) as Record<string, string>;
    assert.ok(Object.keys(mapping).length > 20);
    const all = await runIn(folder, ["resources", "--stack", stack]);
    const ids = JSON.parse(all.stdout).resources.map(({ id }: { id: string }) => id);
    for (const id of Object.keys(mapping)) assert.ok(ids.includes(id), id);
  }
});

test("with the mapping the resources have their ids in the cloud, and those attached to them follow", async (t) => {
  const mapping = "topic:CUSTOMER_CREATED: arn:aws:sns:eu-west-1:111122223333:legacy\n";
  const files = { [STACK]: config("  event-topology:adopt: adopt.yaml\n"), "adopt.yaml": mapping };
  const folder = exampleFolder(t, files);
  const { exitCode, stdout, stderr } = await runIn(folder, ["adopt", "--stack", "brown"]);
  assert.equal(exitCode, 0, stderr);
  const adopted = parse(stdout) as Record<string, string>;
  assert.equal(adopted["topic:CUSTOMER_CREATED"], "arn:aws:sns:eu-west-1:111122223333:legacy");
  assert.equal(adopted["policy:topic:CUSTOMER_CREATED"], "arn:aws:sns:eu-west-1:111122223333:legacy");
  const resources = JSON.parse((await runIn(folder, ["resources", "--stack", "brown"])).stdout).resources;
  const topic = resources.find(({ id }: { id: string }) => id === "topic:CUSTOMER_CREATED");
  assert.equal(topic.import, "arn:aws:sns:eu-west-1:111122223333:legacy");
});

test("a mistake in the mapping is told at its line, with exit code 1", async (t) => {
  const files = {
    [STACK]: config("  event-topology:adopt: adopt.yaml\n"),
    "adopt.yaml": "\ntopic:CUSTOMER_CREATE: x\n",
  };
  const folder = exampleFolder(t, files);
  for (const command of ["validate", "resources", "adopt"]) {
    const { exitCode, stderr } = await runIn(folder, [command, "--stack", "brown"]);
    assert.equal(exitCode, 1);
    assert.match(stderr, /adopt\.yaml:2:1 error cannot-adopt .*did you mean "topic:CUSTOMER_CREATED"/, command);
    assert.match(stderr, /^2 \| topic:CUSTOMER_CREATE: x$/m);
  }
});

test("--check tells what a preview would change, and fails then", async (t) => {
  const urn = (id: string) => `urn:pulumi:prod::event-topology::aws:sqs/queue:Queue::${id}`;
  const steps = [
    { op: "import", urn: urn("topic:A") },
    { op: "import", urn: urn("topic:B") },
  ];
  const preview = (more: object[]) => ({ "preview.json": JSON.stringify({ steps: [...steps, ...more] }) });
  const argv = ["adopt", "--stack", "aws-sns-sqs", "--check", "preview.json"];
  const fine = await runIn(exampleFolder(t, preview([])), argv);
  assert.deepEqual([fine.exitCode, fine.stdout], [0, "2 resources would be taken over as they are\n"]);
  const update = { op: "update", urn: urn("topic:B"), diffReasons: ["tags"] };
  const changed = await runIn(exampleFolder(t, preview([update])), argv);
  assert.deepEqual(
    [changed.exitCode, changed.stdout],
    [1, "topic:B would be taken over and changed: update tags\n1 resource would be taken over as it is\n"],
  );
  const none = await runIn(exampleFolder(t), argv);
  assert.deepEqual([none.exitCode, /cannot be read/.test(none.stderr)], [2, true]);
});

const TRANSFORM = `export default {
  "aws:sqs/queue:Queue": (properties, { team }) => ({ ...properties, receiveWaitTimeSeconds: team.length }),
};`;

test("resources shows what the transforms make of them; what goes wrong there is told at the key", async (t) => {
  const on = (module: string) =>
    runIn(exampleFolder(t, { [STACK]: config("  event-topology:transforms: ./t.mjs\n"), "t.mjs": module }), [
      "resources",
      "--stack",
      "brown",
    ]);
  const fine = await on(TRANSFORM);
  assert.equal(fine.exitCode, 0, fine.stderr);
  const queue = JSON.parse(fine.stdout).resources.find(
    ({ id }: { id: string }) => id === "subscription:crm/EMAIL_SENT",
  );
  assert.equal(queue.properties.receiveWaitTimeSeconds, 3);
  const broken = await on(TRANSFORM.replace("({ ...properties", "({ ...properties, name: team"));
  assert.deepEqual([broken.exitCode, broken.stdout], [1, ""]);
  assert.match(
    broken.stderr,
    /Pulumi\.brown\.yaml:\d+:\d+ error transform-failed the transform of aws:sqs\/queue:Queue in \.\/t\.mjs changed name/,
  );
});
