import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../test-support/compiled.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { textAt } from "../test-support/problems.ts";
import { onStack } from "../test-support/stack.ts";
import { checkDeployment } from "./check-deployment.ts";
import { planOf } from "./plan.ts";
import { withAdoption } from "./read-adoption.ts";
import { backendNamed } from "./registry.ts";

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { CREATED: {}, UPDATED: {} } }
  sales: { subscriptions: [CREATED] }
`;
const ARN = "arn:aws:sns:eu-west-1:111122223333";
const URL = "https://sqs.eu-west-1.amazonaws.com/111122223333";

async function adopting(mapping: string, name = "aws-sns-sqs", topology = TOPOLOGY) {
  const backend = backendNamed(name);
  assert.ok(backend);
  const on = onStack(backend, await compiled(topology), { adopt: "adopt.yaml" });
  const files = memoryFiles({ "adopt.yaml": mapping });
  const { stack, diagnostics, sources } = await withAdoption({ stack: on.stack, backend, diagnostics: [] }, files);
  const input = stack && { ...on, stack };
  const found = input === undefined ? diagnostics : checkDeployment(backend, input);
  const problems = found.filter(({ severity }) => severity === "error");
  return {
    problems: problems.map(({ message, span }) => `${textAt(span, sources)} → ${message}`),
    resources: new Map(input && planOf(backend, input).resources.map((resource) => [resource.id, resource])),
  };
}

test("what the mapping names is imported, with what is to be left as it is", async () => {
  const { problems, resources } = await adopting(`
topic:CREATED: ${ARN}:legacy-created
policy:topic:CREATED: { import: "${ARN}:legacy-created", ignore: [policy] }
subscription:sales/CREATED: { import: ${URL}/legacy, ignore: [tags, redriveAllowPolicy] }
`);
  assert.deepEqual(problems, []);
  const topic = resources.get("topic:CREATED");
  assert.equal(topic?.import, `${ARN}:legacy-created`);
  assert.equal(topic?.properties["name"], "legacy-created");
  assert.equal(topic?.ignoreChanges, undefined);
  assert.deepEqual(resources.get("policy:topic:CREATED")?.ignoreChanges, ["policy"]);
  assert.deepEqual(resources.get("subscription:sales/CREATED")?.ignoreChanges, ["redriveAllowPolicy", "tags"]);
  const feed = resources.get("feed:sales/CREATED/CREATED")?.properties;
  assert.equal(feed?.["topic"], `${ARN}:legacy-created`);
  assert.equal(feed?.["endpoint"], "arn:aws:sqs:eu-west-1:111122223333:legacy");
  assert.equal(resources.get("topic:UPDATED")?.import, undefined);
});

for (const [name, mapping, problem] of [
  [
    "an unknown id, with what may have been meant",
    `topic:CREATE: ${ARN}:x`,
    'topic:CREATE → the topology has no resource topic:CREATE; did you mean "topic:CREATED"?',
  ],
  [
    "an id of another form",
    `topic:CREATED: ${URL}/x`,
    `topic:CREATED → topic:CREATED is imported by an id such as arn:aws:sns:eu-west-1:111122223333:orders, not by ${URL}/x`,
  ],
  [
    "an id in another account",
    "topic:CREATED: arn:aws:sns:eu-west-1:999988887777:x",
    `topic:CREATED → topic:CREATED would be imported as arn:aws:sns:eu-west-1:999988887777:x, but in this stack it is ${ARN}:x`,
  ],
  [
    "an attachment of something else",
    `policy:topic:CREATED: ${ARN}:x`,
    `policy:topic:CREATED → policy:topic:CREATED would be imported as ${ARN}:x, but in this stack it is ${ARN}:ar_CREATED`,
  ],
  [
    "an SNS subscription of another topic",
    `feed:sales/CREATED/CREATED: ${ARN}:x:8a21d249-4329-4871-acc6-7be709c6ea7f`,
    `feed:sales/CREATED/CREATED → feed:sales/CREATED/CREATED would be imported as ${ARN}:x:8a21d249-4329-4871-acc6-7be709c6ea7f, but in this stack its id begins with ${ARN}:ar_CREATED:`,
  ],
  [
    "a FIFO topic for an event that is not ordered",
    `topic:CREATED: ${ARN}:x.fifo`,
    `topic:CREATED → topic:CREATED would be imported as ${ARN}:x.fifo, which is FIFO, while the topology does not say that it is ordered; add "ordered: true"`,
  ],
  [
    "one thing twice",
    `topic:CREATED: ${ARN}:x\ntopic:UPDATED: ${ARN}:x`,
    "topic:UPDATED → topic:UPDATED and topic:CREATED would be the same in the cloud; adopt it as one of them",
  ],
  [
    "something that is made for another resource",
    `topic:CREATED: ${ARN}:ar_UPDATED`,
    "topic:CREATED → topic:UPDATED and topic:CREATED would be the same in the cloud; adopt it as one of them",
  ],
  [
    "a list",
    "topic:CREATED: [a]",
    '[a] → "topic:CREATED" must be a text or a map, not a list: as Pulumi imports it, or a map with the keys import and ignore',
  ],
  [
    "an unknown key",
    `topic:CREATED: { import: ${ARN}:x, ignored: [tags] }`,
    'ignored → unknown key "ignored" in "topic:CREATED"; did you mean "ignore"?',
  ],
  [
    "nothing to import",
    "topic:CREATED: { ignore: [tags] }",
    'topic:CREATED → the key "import" is missing in "topic:CREATED"; add it',
  ],
] as const)
  test(`at its line: ${name}`, async () => assert.deepEqual((await adopting(mapping)).problems, [problem]));

test("a mapping that is not there", async () => {
  const backend = backendNamed("aws-sns-sqs");
  assert.ok(backend);
  const { stack } = onStack(backend, await compiled(TOPOLOGY), { adopt: "nowhere.yaml" });
  const found = await withAdoption({ stack, backend, diagnostics: [] }, memoryFiles({}));
  assert.equal(found.stack, undefined);
  assert.equal(found.diagnostics[0]?.span.file, "nowhere.yaml");
});

test("what Pulumi cannot import says so", async () => {
  const id = "service:pubsub.googleapis.com/identity";
  const { problems } = await adopting(`${id}: x`, "gcp-pubsub");
  assert.match(problems[0] ?? "", /Pulumi has no import of gcp:projects\/serviceIdentity:ServiceIdentity/);
});

test("on Pub/Sub ids are full names", async () => {
  const { problems } = await adopting("topic:CREATED: legacy", "gcp-pubsub");
  assert.match(problems[0] ?? "", /an id such as projects\/crm-events\/topics\/orders, not by legacy$/);
});
