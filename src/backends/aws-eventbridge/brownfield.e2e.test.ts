/**
 * docs/examples/existing on the real engine and a running emulator: events on a central bus that somebody else made, a queue
 * that exists, and a bus and a queue that are taken over with what waits in it.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { awsConnection, rootOf } from "../../local/clients/aws-connection.ts";
import { assumeRole } from "../../local/clients/aws-session.ts";
import { createRoles } from "../../local/emulators/aws-roles.ts";
import { type AwsEmulator, startMinistack } from "../../local/emulators/ministack.ts";
import { bodies, taken } from "../../local/emulators/test-support/received.ts";
import { stopServer } from "../../local/server.ts";
import { type BrownfieldProject, brownfieldProject } from "../test-support/brownfield-project.ts";

const STACK = "aws-eventbridge";
const [ACCOUNT, REGION] = ["111122223333", "eu-west-1"];
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const queueUrl = (name: string) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
const busArn = (name: string) => `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${name}`;
const role = (team: string) => `arn:aws:iam::${ACCOUNT}:role/${team}`;
const address = (name: string) => ({
  kind: "sqs-queue" as const,
  queueUrl: queueUrl(name),
  queueArn: queueArn(name),
  region: REGION,
});
/** What `topology validate` tells of a queue that exists. */
const AUDIT_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowDelivery",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn("audit"),
      Condition: {
        ArnEquals: { "aws:SourceArn": `arn:aws:events:${REGION}:${ACCOUNT}:rule/central/ar_sales_audit` },
      },
    },
  ],
});

describe("what exists on EventBridge", () => {
  let folder: string;
  let emulator: AwsEmulator;
  let project: BrownfieldProject;
  let root: { readonly events: EventBridgeClient; readonly sqs: SQSClient };
  let crm: EventBridgeClient;
  let sales: SQSClient;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "topology-brownfield-"));
    emulator = await startMinistack({ logFile: join(folder, "emulator.log"), progress: () => undefined });
    const at = { endpoint: emulator.endpoint, certificateFile: emulator.certificateFile, region: REGION };
    await createRoles({ ...at, roleArns: [role("crm"), role("sales")] });
    const as = async (team: string) => awsConnection({ ...at, credentials: await assumeRole(at, role(team)) });
    const byRoot = () => awsConnection({ ...at, credentials: rootOf(ACCOUNT) });
    root = {
      events: new EventBridgeClient(byRoot()),
      sqs: new SQSClient({ ...byRoot(), useQueueUrlAsEndpoint: false }),
    };
    crm = new EventBridgeClient(await as("crm"));
    sales = new SQSClient({ ...(await as("sales")), useQueueUrlAsEndpoint: false });
    await madeByHand();
    project = await brownfieldProject(STACK, {
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_REGION: REGION,
      NODE_EXTRA_CA_CERTS: emulator.certificateFile,
    });
  });
  after(async () => {
    for (const client of [root.events, root.sqs, crm, sales]) client.destroy();
    await project.remove();
    await stopServer(emulator);
    await rm(folder, { recursive: true, force: true });
  });

  async function madeByHand(): Promise<void> {
    for (const Name of ["central", "orders"]) await root.events.send(new CreateEventBusCommand({ Name }));
    const encrypted = { SqsManagedSseEnabled: "true" };
    await root.sqs.send(new CreateQueueCommand({ QueueName: "orders-failed", Attributes: encrypted }));
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn("orders-failed"), maxReceiveCount: 5 });
    const seconds = { VisibilityTimeout: "45", MessageRetentionPeriod: String(4 * 86_400) };
    const Attributes = { ...encrypted, ...seconds, RedrivePolicy };
    await root.sqs.send(new CreateQueueCommand({ QueueName: "orders", Attributes }));
    await root.sqs.send(new CreateQueueCommand({ QueueName: "audit", Attributes: { Policy: AUDIT_POLICY } }));
    for (const MessageBody of ["order 1", "order 2"])
      await root.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("orders"), MessageBody }));
  }

  async function put(bus: string, Source: string, DetailType: string, detail: object): Promise<void> {
    const Entries = [{ EventBusName: busArn(bus), Source, DetailType, Detail: JSON.stringify(detail) }];
    const { FailedEntryCount } = await crm.send(new PutEventsCommand({ Entries }));
    assert.equal(FailedEntryCount, 0);
  }
  /** The emulator writes JSON with spaces. */
  const inQueue = async (name: string) =>
    bodies(await taken(sales, address(name)))
      .map((body) => (body.startsWith("{") ? JSON.stringify(JSON.parse(body)) : body))
      .sort();

  test("it is taken over with policies of ours; a preview afterwards has nothing to do, and what waited still waits", async () => {
    const { exitCode, stdout } = await project.check();
    assert.deepEqual(
      [exitCode, ...stdout.trim().split("\n").sort()],
      [
        1,
        "1 resource would be taken over as it is",
        "dead-letter-queue:sales/orders would be taken over and changed: update policy, redriveAllowPolicy",
        "subscription:sales/orders would be taken over and changed: update policy",
      ],
    );
    await project.up();
    assert.deepEqual([...(await project.preview())], []);
    const { Attributes } = await root.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl("orders"), AttributeNames: ["All"] }),
    );
    assert.equal(Attributes?.["ApproximateNumberOfMessages"], "2");
    assert.deepEqual(await inQueue("orders"), ["order 1", "order 2"]);
    const message = { topic: "ORDER_PLACED", data: { id: 3 } };
    await put("orders", "ar.crm", "ORDER_PLACED", { attributes: {}, message });
    assert.deepEqual(await inQueue("orders"), [JSON.stringify(message)]);
  });

  test("events of the central bus are told apart by their detail-type, for a queue of ours and for one that exists", async () => {
    await put("central", "com.example.crm", "customer.created", { id: 1 });
    await put("central", "com.example.crm", "customer.updated", { id: 2 });
    assert.deepEqual(await inQueue("ar_sales_projection"), ['{"id":1}', '{"id":2}']);
    assert.deepEqual(await inQueue("audit"), ['{"id":1}']);
  });

  test("a field of the detail can tell them apart too", async () => {
    const said = /detailType: customer\.(created|updated)/g;
    await project.edit(`stacks/Pulumi.${STACK}.yaml`, said, "detailType: customer.changed");
    assert.match(
      await project.refusal(),
      /CUSTOMER_UPDATED and CUSTOMER_CREATED are both carried by customer\.changed/,
    );
    let at = 0;
    for (const kind of ["created", "updated"]) {
      const nth = new RegExp(`^((?:.*?detailType: customer\\.changed){${++at}})`, "s");
      await project.edit(`stacks/Pulumi.${STACK}.yaml`, nth, `$1\n        bodyField: { meta.kind: ${kind} }`);
    }
    const steps = await project.preview();
    assert.deepEqual([...new Set(steps.values())], ["update"], JSON.stringify([...steps]));
    await project.up();
    for (const kind of ["created", "updated", "deleted"])
      await put("central", "com.example.crm", "customer.changed", { meta: { kind } });
    const detail = (kind: string) => JSON.stringify({ meta: { kind } });
    assert.deepEqual(await inQueue("ar_sales_projection"), [detail("created"), detail("updated")]);
    assert.deepEqual(await inQueue("audit"), [detail("created")]);
  });

  test("the central bus and the queue that exists were not touched", async () => {
    assert.equal((await root.events.send(new DescribeEventBusCommand({ Name: "central" }))).Policy, undefined);
    const { Attributes } = await root.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl("audit"), AttributeNames: ["Policy"] }),
    );
    assert.equal(Attributes?.["Policy"], AUDIT_POLICY);
  });
});
