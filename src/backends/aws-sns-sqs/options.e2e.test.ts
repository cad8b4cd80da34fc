/** Every option of the file on the real engine and a running emulator, shown by messages: one topology that uses them all. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { GetTopicAttributesCommand, type MessageAttributeValue, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { awsConnection, rootOf } from "../../local/clients/aws-connection.ts";
import { assumeRole } from "../../local/clients/aws-session.ts";
import { createRoles } from "../../local/emulators/aws-roles.ts";
import { type AwsEmulator, startMinistack } from "../../local/emulators/ministack.ts";
import { bodies, received, taken } from "../../local/emulators/test-support/received.ts";
import { stopServer } from "../../local/server.ts";
import { type ProjectCopy, projectCopy } from "../../test-support/project-copy.ts";

const STACK = "options";
const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const role = (team: string) => `arn:aws:iam::${ACCOUNT}:role/${team}`;
const topic = (name: string) => `arn:aws:sns:${REGION}:${ACCOUNT}:ar_${name}`;
const queue = (name: string) => ({
  kind: "sqs-queue" as const,
  queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/ar_sales_${name}`,
  queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:ar_sales_${name}`,
  region: REGION,
});

/** Longer than it takes to look into a queue, and short enough to wait for. */
const DELAY_SECONDS = 5;
const KIB = 1024;

const OWNER = `version: 1
organization: ar
teams:
  crm:
    events:
      CREATED: {}
      MOVED: { ordered: true, retention: 7d }
`;

const FILTERS = {
  prefix: "country: { prefix: th- }",
  suffix: "country: { suffix: -th }",
  "anything-but": "country: { anythingBut: [sg, my-th] }",
  numeric: 'total: { numeric: "> 0, <= 5" }',
  exists: "country: { exists: true }",
} as const;

const UNCHANGED = `  sales:
    subscriptions:
      - { event: MOVED, ordered: true, exactlyOnce: true, alarms: { oldestMessage: 10m, deadLetters: 1 } }
      - { queue: late, events: [CREATED], delay: ${DELAY_SECONDS}s }
      - { queue: enveloped, events: [CREATED], delivery: enveloped }
      - { queue: both, events: [CREATED, MOVED], maxMessageSize: 1KiB, alarms: { undeliverable: 1 } }
${Object.entries(FILTERS)
  .map(([name, filter]) => `      - { queue: ${name}, events: [CREATED], filter: { ${filter} } }\n`)
  .join("")}`;

const FIRST = `${OWNER}      GONE: {}
${UNCHANGED}      - { queue: leaving, events: [CREATED, GONE] }
      - { queue: retiring, events: [CREATED] }
      - { queue: next, events: [CREATED], filter: { country: th } }
`;
const RETIRED = `${OWNER}      GONE: { retired: drain }
${UNCHANGED}      - { queue: leaving, events: [CREATED, { event: GONE, retired: drain }] }
      - { queue: retiring, events: [CREATED], retired: delete }
      - { queue: next, events: [CREATED], filter: { country: sg }, generation: 2, previous: { filter: { country: th } } }
`;
const REMOVED = `${OWNER}${UNCHANGED}      - { queue: leaving, events: [CREATED] }
      - { queue: next, events: [CREATED], filter: { country: sg }, generation: 2 }
`;

const SETTINGS = {
  "event-topology:backend": "aws-sns-sqs",
  "event-topology:aws": {
    account: ACCOUNT,
    region: REGION,
    kmsKey: "create",
    notify: `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`,
  },
  "event-topology:teams": { crm: { principals: [role("crm")] }, sales: { principals: [role("sales")] } },
};

describe("options on SNS and SQS", () => {
  let folder: string;
  let emulator: AwsEmulator;
  let project: ProjectCopy;
  let crm: SNSClient;
  let sales: SQSClient;
  let root: { readonly sns: SNSClient; readonly sqs: SQSClient; readonly watch: CloudWatchClient };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "topology-options-"));
    emulator = await startMinistack({ logFile: join(folder, "emulator.log"), progress: () => undefined });
    const at = { endpoint: emulator.endpoint, certificateFile: emulator.certificateFile, region: REGION };
    await createRoles({ ...at, roleArns: [role("crm"), role("sales")] });
    const as = async (team: string) => awsConnection({ ...at, credentials: await assumeRole(at, role(team)) });
    const asRoot = () => awsConnection({ ...at, credentials: rootOf(ACCOUNT) });
    crm = new SNSClient(await as("crm"));
    sales = new SQSClient({ ...(await as("sales")), useQueueUrlAsEndpoint: false });
    root = {
      sns: new SNSClient(asRoot()),
      sqs: new SQSClient({ ...asRoot(), useQueueUrlAsEndpoint: false }),
      watch: new CloudWatchClient(asRoot()),
    };
    project = await projectCopy({
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_REGION: REGION,
      NODE_EXTRA_CA_CERTS: emulator.certificateFile,
    });
    await writeFile(join(project.folder, "stacks", `Pulumi.${STACK}.yaml`), JSON.stringify({ config: SETTINGS }));
    await project.pulumi("stack", "init", STACK);
    await up(FIRST);
  });
  after(async () => {
    for (const client of [crm, sales, ...Object.values(root)]) client.destroy();
    await project.remove();
    await stopServer(emulator);
    await rm(folder, { recursive: true, force: true });
  });

  async function up(topology: string): Promise<void> {
    await writeFile(join(project.folder, "topology.yaml"), topology);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview", "--stack", STACK);
    assert.equal(code, 0, output);
  }

  async function created(Message: string, attributes: Readonly<Record<string, string | number>> = {}): Promise<void> {
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, value]): [string, MessageAttributeValue] => [
        name,
        { DataType: typeof value === "number" ? "Number" : "String", StringValue: String(value) },
      ]),
    );
    await crm.send(new PublishCommand({ TopicArn: topic("CREATED"), Message, MessageAttributes }));
  }

  const moved = (MessageGroupId: string, Message: string) =>
    crm.send(new PublishCommand({ TopicArn: topic("MOVED.fifo"), Message, MessageGroupId }));

  /** What is in a queue, taken away; in any order. */
  const inQueue = async (name: string, seconds?: number) =>
    [...bodies(await taken(sales, queue(name), seconds))].sort();

  test("each filter lets through what it says, also from an encrypted topic to encrypted queues", async () => {
    await created("a", { country: "th-north", total: 5 });
    await created("b", { country: "my-th", total: 0 });
    await created("c", { country: "sg", total: 5.5 });
    await created("d", { total: 1 });
    assert.deepEqual(await inQueue("prefix"), ["a"]);
    assert.deepEqual(await inQueue("suffix"), ["b"]);
    assert.deepEqual(await inQueue("anything-but"), ["a"]);
    assert.deepEqual(await inQueue("numeric"), ["a", "d"]);
    assert.deepEqual(await inQueue("exists"), ["a", "b", "c"]);
    assert.deepEqual(await inQueue("both"), ["a", "b", "c", "d"]);
  });

  test("an ordered queue has each group in order and nothing twice; another one has it all", async () => {
    for (const [group, message] of [
      ["x", "x1"],
      ["x", "x2"],
      ["y", "y1"],
      ["x", "x1"],
      ["x", "x3"],
      ["y", "x1"],
    ] as const)
      await moved(group, message);
    const messages = await received(sales, queue("MOVED.fifo"));
    const ofGroup = (group: string) =>
      bodies(messages.filter(({ Attributes }) => Attributes?.MessageGroupId === group));
    assert.deepEqual(
      [ofGroup("x"), ofGroup("y")],
      [
        ["x1", "x2", "x3"],
        ["y1", "x1"],
      ],
    );
    assert.deepEqual(await inQueue("both"), ["x1", "x1", "x2", "x3", "y1"]);
  });

  test("an ordered event is archived", async () => {
    const { Attributes } = await root.sns.send(new GetTopicAttributesCommand({ TopicArn: topic("MOVED.fifo") }));
    assert.deepEqual(JSON.parse(Attributes?.["ArchivePolicy"] ?? "{}"), { MessageRetentionPeriod: "7" });
  });

  test("alarms watch the queues that they are asked for and tell the team's channel", async () => {
    const { MetricAlarms = [] } = await root.watch.send(new DescribeAlarmsCommand({}));
    const alarms = MetricAlarms.map(({ Dimensions = [], MetricName, Threshold, AlarmActions }) => {
      assert.deepEqual(AlarmActions, [SETTINGS["event-topology:aws"].notify]);
      return `${Dimensions[0]?.Value} ${MetricName} ${Threshold}`;
    });
    assert.deepEqual(alarms.sort(), [
      "ar_sales_MOVED-dlq.fifo ApproximateNumberOfMessagesVisible 1",
      "ar_sales_MOVED.fifo ApproximateAgeOfOldestMessage 600",
      "ar_sales_both-undeliverable ApproximateNumberOfMessagesVisible 1",
      "ar_sales_both-undeliverable.fifo ApproximateNumberOfMessagesVisible 1",
    ]);
  });

  test("a delayed message comes later", async () => {
    await sleep(DELAY_SECONDS * 1000);
    await taken(sales, queue("late"));
    await created("late");
    assert.deepEqual(await inQueue("late", 0), []);
    await sleep(DELAY_SECONDS * 1000);
    assert.deepEqual(await inQueue("late"), ["late"]);
  });

  test("an enveloped message has the cloud's envelope around it", async () => {
    await taken(sales, queue("enveloped"));
    await created("inside", { country: "th" });
    const [body = "{}"] = await inQueue("enveloped");
    const { Message, TopicArn, MessageAttributes } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    assert.deepEqual([Message, TopicArn], ["inside", topic("CREATED")]);
    assert.deepEqual(MessageAttributes, { country: { Type: "String", Value: "th" } });
  });

  test("what is too large for a queue is undeliverable, what comes in order apart from the rest", async () => {
    await taken(sales, queue("both"));
    const large = "x".repeat(2 * KIB);
    await created(`C${large}`);
    await moved("x", `M${large}`);
    assert.deepEqual(await inQueue("both-undeliverable"), [`C${large}`]);
    assert.deepEqual(await inQueue("both-undeliverable.fifo"), [`M${large}`]);
    assert.deepEqual(await inQueue("both", 0), []);
  });

  test("what retires gets nothing more and loses nothing; a new generation stands beside the one before", async () => {
    for (const name of ["leaving", "retiring", "next"]) await taken(sales, queue(name));
    await created("before", { country: "th" });
    await crm.send(new PublishCommand({ TopicArn: topic("GONE"), Message: "last" }));
    await up(RETIRED);

    await created("after", { country: "sg" });
    await assert.rejects(crm.send(new PublishCommand({ TopicArn: topic("GONE"), Message: "refused" })), {
      name: /AuthorizationError|AccessDenied/,
    });
    assert.deepEqual(await inQueue("leaving"), ["after", "before", "last"]);
    assert.deepEqual(await inQueue("retiring"), ["before"]);
    assert.deepEqual(await inQueue("next"), ["before"]);
    assert.deepEqual(await inQueue("next-g2"), ["after"]);
  });

  test("what has retired goes with all that belongs to it, and nothing else", async () => {
    await up(REMOVED);
    const { QueueUrls = [] } = await root.sqs.send(new ListQueuesCommand({}));
    const names = QueueUrls.map((url) => url.slice(url.lastIndexOf("/ar_sales_") + "/ar_sales_".length));
    assert.deepEqual(
      names.filter((name) => /^(leaving|retiring|next)/.test(name)).sort(),
      ["leaving", "leaving-dlq", "leaving-undeliverable", "next-g2", "next-g2-dlq", "next-g2-undeliverable"].sort(),
    );
    await assert.rejects(root.sns.send(new GetTopicAttributesCommand({ TopicArn: topic("GONE") })), /NotFound/);
    await created("still", { country: "sg" });
    assert.deepEqual(await inQueue("leaving"), ["still"]);
    const { code, output } = await project.pulumi("preview", "--expect-no-changes", "--stack", STACK);
    assert.equal(code, 0, output);
  });
});
