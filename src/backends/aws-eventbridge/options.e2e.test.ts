/** Every option of the file on the real engine and a running emulator, shown by messages: one topology that uses them all. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  StartReplayCommand,
} from "@aws-sdk/client-eventbridge";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { awsConnection, rootOf } from "../../local/clients/aws-connection.ts";
import { assumeRole } from "../../local/clients/aws-session.ts";
import { createRoles } from "../../local/emulators/aws-roles.ts";
import { type AwsEmulator, startMinistack } from "../../local/emulators/ministack.ts";
import { bodies, taken } from "../../local/emulators/test-support/received.ts";
import { stopServer } from "../../local/server.ts";
import { type ProjectCopy, projectCopy } from "../../test-support/project-copy.ts";

const STACK = "options";
const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const role = (team: string) => `arn:aws:iam::${ACCOUNT}:role/${team}`;
const BUS = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/ar_crm`;
const queue = (name: string) => ({
  kind: "sqs-queue" as const,
  queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/ar_sales_${name}`,
  queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:ar_sales_${name}`,
  region: REGION,
});

/** Longer than it takes to look into a queue, and short enough to wait for. */
const DELAY_SECONDS = 5;
const KIB = 1024;

const SCHEMA = { type: "object", required: ["id"], properties: { id: { const: "1" } } };

const OWNER = `version: 1
organization: ar
teams:
  crm:
    events:
      CREATED: { retention: 30h, schema: created.json, registerSchema: true }
`;

const FILTERS = {
  values: "country: [th, sg]",
  prefix: "country: { prefix: th- }",
  suffix: "country: { suffix: -th }",
  "anything-but": "country: { anythingBut: [sg, my-th] }",
  numeric: 'total: { numeric: "> 0, <= 5" }',
  exists: "country: { exists: true }",
} as const;

const UNCHANGED = `  sales:
    subscriptions:
      - { queue: late, events: [CREATED], delay: ${DELAY_SECONDS}s, alarms: { oldestMessage: 10m, deadLetters: 1 } }
      - { queue: enveloped, events: [CREATED], delivery: enveloped }
      - queue: small
        events: [CREATED]
        maxMessageSize: 1KiB
        alarms: { undeliverable: 1 }
        eventbridge: { deliveryRetry: { maximumAge: 1h, maximumAttempts: 3 } }
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
  "event-topology:backend": "aws-eventbridge",
  "event-topology:aws": {
    account: ACCOUNT,
    region: REGION,
    kmsKey: "create",
    notify: `arn:aws:sns:${REGION}:${ACCOUNT}:alarms`,
  },
  "event-topology:teams": { crm: { principals: [role("crm")] }, sales: { principals: [role("sales")] } },
};

describe("options on EventBridge and SQS", () => {
  let folder: string;
  let emulator: AwsEmulator;
  let project: ProjectCopy;
  let crm: EventBridgeClient;
  let sales: SQSClient;
  let root: { readonly events: EventBridgeClient; readonly sqs: SQSClient };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "topology-options-"));
    emulator = await startMinistack({ logFile: join(folder, "emulator.log"), progress: () => undefined });
    const at = { endpoint: emulator.endpoint, certificateFile: emulator.certificateFile, region: REGION };
    await createRoles({ ...at, roleArns: [role("crm"), role("sales")] });
    const as = async (team: string) => awsConnection({ ...at, credentials: await assumeRole(at, role(team)) });
    const asRoot = () => awsConnection({ ...at, credentials: rootOf(ACCOUNT) });
    crm = new EventBridgeClient(await as("crm"));
    sales = new SQSClient({ ...(await as("sales")), useQueueUrlAsEndpoint: false });
    root = {
      events: new EventBridgeClient(asRoot()),
      sqs: new SQSClient({ ...asRoot(), useQueueUrlAsEndpoint: false }),
    };
    project = await projectCopy({
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_REGION: REGION,
      NODE_EXTRA_CA_CERTS: emulator.certificateFile,
    });
    await writeFile(join(project.folder, "created.json"), JSON.stringify(SCHEMA));
    await writeFile(join(project.folder, "stacks", `Pulumi.${STACK}.yaml`), JSON.stringify({ config: SETTINGS }));
    await project.pulumi("stack", "init", STACK);
    await up(FIRST);
  });
  after(async () => {
    for (const client of [crm, sales, root.events, root.sqs]) client.destroy();
    await project.remove();
    await stopServer(emulator);
    await rm(folder, { recursive: true, force: true });
  });

  async function up(topology: string): Promise<void> {
    await writeFile(join(project.folder, "topology.yaml"), topology);
    const { code, output } = await project.pulumi("up", "--yes", "--skip-preview", "--stack", STACK);
    assert.equal(code, 0, output);
  }

  type Attributes = Readonly<Record<string, string | number>>;
  async function put(event: string, message: string, attributes: Attributes = {}): Promise<void> {
    const entry = {
      EventBusName: BUS,
      Source: "ar.crm",
      DetailType: event,
      Detail: JSON.stringify({ attributes, message }),
    };
    const { FailedEntryCount } = await crm.send(new PutEventsCommand({ Entries: [entry] }));
    assert.equal(FailedEntryCount, 0);
  }

  /** What is in a queue, taken away; in any order. */
  const inQueue = async (name: string, seconds?: number) =>
    bodies(await taken(sales, queue(name), seconds))
      .map((body) => JSON.parse(body) as unknown)
      .sort();

  /** A look into a queue takes ten messages at most. */
  async function emptied(name: string): Promise<void> {
    while ((await taken(sales, queue(name))).length > 0);
  }

  test("each filter lets through what it says, also over an encrypted bus to encrypted queues", async () => {
    await put("CREATED", "a", { country: "th-north", total: 5 });
    await put("CREATED", "b", { country: "my-th", total: 0 });
    await put("CREATED", "c", { country: "sg", total: 5.5 });
    await put("CREATED", "d", { total: 1 });
    assert.deepEqual(await inQueue("values"), ["c"]);
    assert.deepEqual(await inQueue("prefix"), ["a"]);
    assert.deepEqual(await inQueue("suffix"), ["b"]);
    assert.deepEqual(await inQueue("anything-but"), ["a"]);
    assert.deepEqual(await inQueue("numeric"), ["a", "d"]);
    assert.deepEqual(await inQueue("exists"), ["a", "b", "c"]);
    assert.deepEqual(await inQueue("small"), ["a", "b", "c", "d"]);
  });

  test("a delayed message comes later", async () => {
    await sleep(DELAY_SECONDS * 1000);
    await emptied("late");
    await put("CREATED", "late");
    assert.deepEqual(await inQueue("late", 0), []);
    await sleep(DELAY_SECONDS * 1000);
    assert.deepEqual(await inQueue("late"), ["late"]);
  });

  test("an enveloped message is the whole event", async () => {
    await taken(sales, queue("enveloped"));
    await put("CREATED", "inside", { country: "th" });
    const [event] = (await inQueue("enveloped")) as [Readonly<Record<string, unknown>>];
    assert.deepEqual(
      [event["source"], event["detail-type"], event["detail"]],
      ["ar.crm", "CREATED", { attributes: { country: "th" }, message: "inside" }],
    );
  });

  test("what is too large for a queue is undeliverable, and delivery is tried as the file says", async () => {
    await taken(sales, queue("small"));
    const large = "x".repeat(2 * KIB);
    await put("CREATED", large);
    const [undelivered] = bodies(await taken(sales, queue("small-undeliverable")));
    assert.ok(undelivered?.includes(large), "the event is in the undeliverable queue");
    assert.deepEqual(await inQueue("small", 0), []);
    const rule = { Rule: "sales_small", EventBusName: "ar_crm" };
    const { Targets = [] } = await root.events.send(new ListTargetsByRuleCommand(rule));
    assert.deepEqual(
      Targets.map((target) => target.RetryPolicy),
      [{ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 }],
    );
  });

  test("what is kept is replayed from the archive", async () => {
    const archive = await root.events.send(new DescribeArchiveCommand({ ArchiveName: "ar_crm_CREATED" }));
    assert.equal(archive.RetentionDays, 2, "30 hours are two days");
    await emptied("values");
    const started = new Date(Date.now() - 1000);
    await put("CREATED", "kept", { country: "th" });
    assert.deepEqual(await inQueue("values"), ["kept"]);
    const replay = {
      ReplayName: "again",
      EventSourceArn: archive.ArchiveArn,
      EventStartTime: started,
      EventEndTime: new Date(Date.now() + 1000),
      Destination: { Arn: BUS },
    };
    await root.events.send(new StartReplayCommand(replay));
    assert.ok((await inQueue("values", 5)).includes("kept"), "the message comes again");
    const { State } = await root.events.send(new DescribeReplayCommand({ ReplayName: "again" }));
    assert.equal(State, "COMPLETED");
  });

  test("what retires gets nothing more and loses nothing; a new generation stands beside the one before", async () => {
    for (const name of ["leaving", "retiring", "next"]) await emptied(name);
    await put("CREATED", "before", { country: "th" });
    await put("GONE", "last");
    await up(RETIRED);

    await put("CREATED", "after", { country: "sg" });
    await assert.rejects(put("GONE", "refused"), { name: /AccessDenied/ });
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
    await put("CREATED", "still", { country: "sg" });
    assert.deepEqual(await inQueue("leaving"), ["still"]);
    const { code, output } = await project.pulumi("preview", "--expect-no-changes", "--stack", STACK);
    assert.equal(code, 0, output);
  });
});
