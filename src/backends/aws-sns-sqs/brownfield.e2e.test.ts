/**
 * docs/examples/existing on the real engine and a running emulator: a hub topic that somebody else made, told apart by an
 * attribute or by a field of the body, a queue that exists, and a topic and a queue that are taken over with what waits in it.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { awsConnection, rootOf } from "../../local/clients/aws-connection.ts";
import { assumeRole } from "../../local/clients/aws-session.ts";
import { createRoles } from "../../local/emulators/aws-roles.ts";
import { type AwsEmulator, startMinistack } from "../../local/emulators/ministack.ts";
import { bodies, taken } from "../../local/emulators/test-support/received.ts";
import { stopServer } from "../../local/server.ts";
import { type BrownfieldProject, brownfieldProject } from "../test-support/brownfield-project.ts";

const STACK = "aws-sns-sqs";
const [ACCOUNT, REGION] = ["111122223333", "eu-west-1"];
const topicArn = (name: string) => `arn:aws:sns:${REGION}:${ACCOUNT}:${name}`;
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const queueUrl = (name: string) => `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
const role = (team: string) => `arn:aws:iam::${ACCOUNT}:role/${team}`;
const address = (name: string) => ({
  kind: "sqs-queue" as const,
  queueUrl: queueUrl(name),
  queueArn: queueArn(name),
  region: REGION,
});
const fromTopic = (queue: string, topic: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowDelivery",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn(queue),
        Condition: { ArnEquals: { "aws:SourceArn": topicArn(topic) } },
      },
    ],
  });

describe("what exists on SNS and SQS", () => {
  let folder: string;
  let emulator: AwsEmulator;
  let project: BrownfieldProject;
  let root: { readonly sns: SNSClient; readonly sqs: SQSClient };
  let crm: SNSClient;
  let sales: SQSClient;
  let hubPolicy: string | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "topology-brownfield-"));
    emulator = await startMinistack({ logFile: join(folder, "emulator.log"), progress: () => undefined });
    const at = { endpoint: emulator.endpoint, certificateFile: emulator.certificateFile, region: REGION };
    await createRoles({ ...at, roleArns: [role("crm"), role("sales")] });
    const as = async (team: string) => awsConnection({ ...at, credentials: await assumeRole(at, role(team)) });
    const byRoot = () => awsConnection({ ...at, credentials: rootOf(ACCOUNT) });
    root = { sns: new SNSClient(byRoot()), sqs: new SQSClient({ ...byRoot(), useQueueUrlAsEndpoint: false }) };
    crm = new SNSClient(await as("crm"));
    sales = new SQSClient({ ...(await as("sales")), useQueueUrlAsEndpoint: false });
    const subscription = await madeByHand();
    hubPolicy = await policyOf("hub");
    project = await brownfieldProject(STACK, {
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_REGION: REGION,
      NODE_EXTRA_CA_CERTS: emulator.certificateFile,
    });
    await project.edit(`stacks/adopt.${STACK}.yaml`, /arn:aws:sns:\S+:orders:[0-9a-f-]+/, subscription);
  });
  after(async () => {
    for (const client of [root.sns, root.sqs, crm, sales]) client.destroy();
    await project.remove();
    await stopServer(emulator);
    await rm(folder, { recursive: true, force: true });
  });

  /** @returns ARN of the SNS subscription that feeds the queue of orders */
  async function madeByHand(): Promise<string> {
    for (const Name of ["hub", "orders"]) await root.sns.send(new CreateTopicCommand({ Name }));
    const seconds = { VisibilityTimeout: "45", MessageRetentionPeriod: String(4 * 86_400) };
    await root.sqs.send(new CreateQueueCommand({ QueueName: "orders-failed" }));
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn("orders-failed"), maxReceiveCount: 5 });
    const Attributes = {
      ...seconds,
      RedrivePolicy,
      SqsManagedSseEnabled: "true",
      Policy: fromTopic("orders", "orders"),
    };
    await root.sqs.send(new CreateQueueCommand({ QueueName: "orders", Attributes }));
    // What `topology validate` tells of a queue that exists.
    const policy = { Policy: fromTopic("audit", "hub") };
    await root.sqs.send(new CreateQueueCommand({ QueueName: "audit", Attributes: policy }));
    await root.sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: queueUrl("orders-failed"),
        Attributes: { SqsManagedSseEnabled: "true" },
      }),
    );
    const subscribed = await root.sns.send(
      new SubscribeCommand({
        TopicArn: topicArn("orders"),
        Protocol: "sqs",
        Endpoint: queueArn("orders"),
        Attributes: { RawMessageDelivery: "true" },
      }),
    );
    for (const Message of ["order 1", "order 2"])
      await root.sns.send(new PublishCommand({ TopicArn: topicArn("orders"), Message }));
    return subscribed.SubscriptionArn ?? "";
  }

  const policyOf = async (topic: string) =>
    (await root.sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn(topic) }))).Attributes?.["Policy"];
  const publish = (topic: string, Message: string, eventType?: string) =>
    crm.send(
      new PublishCommand({
        TopicArn: topicArn(topic),
        Message,
        ...(eventType !== undefined && {
          MessageAttributes: { eventType: { DataType: "String", StringValue: eventType } },
        }),
      }),
    );
  const inQueue = async (name: string) => [...bodies(await taken(sales, address(name)))].sort();

  /** Exit code and sorted lines: the engine looks at several resources at once. */
  async function checked(): Promise<readonly (number | string)[]> {
    const { exitCode, stdout } = await project.check();
    return [exitCode, ...stdout.trim().split("\n").sort()];
  }

  test("before anything is done, --check tells what of it would be changed", async () => {
    const undo = await project.edit(
      "stacks/adopt.aws-sns-sqs.yaml",
      "ignore: [kmsMasterKeyId, tags]",
      "ignore: [tags]",
    );
    const policies = [
      "dead-letter-queue:sales/orders would be taken over and changed: update policy, redriveAllowPolicy",
      "subscription:sales/orders would be taken over and changed: update policy",
    ];
    assert.deepEqual(await checked(), [
      1,
      "1 resource would be taken over as it is",
      ...policies,
      "topic:ORDER_PLACED would be taken over and changed: update kmsMasterKeyId",
    ]);
    await undo();
    assert.deepEqual(await checked(), [1, "2 resources would be taken over as they are", ...policies]);
    const steps = await project.preview();
    const changed = ["dead-letter-queue:sales/orders", "subscription:sales/orders"];
    for (const [id, ops] of steps)
      assert.match(ops, changed.includes(id) ? /^import.*update$/ : /^(create|import)$/, JSON.stringify([...steps]));
  });

  test("policies that are to stay as they are leave nothing to be changed", async () => {
    const undo = await project.edit(
      "stacks/adopt.aws-sns-sqs.yaml",
      /^( {2}ignore: \[maxMessageSize, )/gm,
      "$1policy, redriveAllowPolicy, ",
    );
    assert.deepEqual(await checked(), [0, "4 resources would be taken over as they are"]);
    await undo();
  });

  test("it is taken over; a preview afterwards has nothing to do, and what waited still waits", async () => {
    await project.up();
    assert.deepEqual([...(await project.preview())], []);
    const { Attributes } = await root.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl("orders"), AttributeNames: ["All"] }),
    );
    assert.equal(Attributes?.["ApproximateNumberOfMessages"], "2");
    const { Statement } = JSON.parse(Attributes?.["Policy"] ?? "{}");
    assert.ok(
      Statement.some(({ Sid }: { Sid: string }) => Sid === "DenySending"),
      "its policy is ours now",
    );
    assert.deepEqual(await inQueue("orders"), ["order 1", "order 2"]);
    await publish("orders", "order 3");
    assert.deepEqual(await inQueue("orders"), ["order 3"]);
  });

  test("events of the hub are told apart by the attribute, for a queue of ours and for one that exists", async () => {
    await publish("hub", "created", "customer.created");
    await publish("hub", "updated", "customer.updated");
    await publish("hub", "somebody else's", "invoice.sent");
    await publish("hub", "without");
    assert.deepEqual(await inQueue("ar_sales_projection"), ["created", "updated"]);
    assert.deepEqual(await inQueue("audit"), ["created"]);
  });

  test("a transform has changed what it says, and nothing else", async () => {
    const wait = async (name: string) => {
      const request = { QueueUrl: queueUrl(name), AttributeNames: ["ReceiveMessageWaitTimeSeconds" as const] };
      const { Attributes } = await root.sqs.send(new GetQueueAttributesCommand(request));
      return Attributes?.ReceiveMessageWaitTimeSeconds;
    };
    assert.equal(await wait("ar_sales_projection"), "5");
    assert.equal(await wait("ar_sales_projection-dlq"), "20");
  });

  test("the hub and the queue that exists were not touched", async () => {
    assert.equal(await policyOf("hub"), hubPolicy);
    const { Attributes } = await root.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl("audit"), AttributeNames: ["Policy"] }),
    );
    assert.equal(Attributes?.["Policy"], fromTopic("audit", "hub"));
  });

  test("a mapping that lost its lines, and an event that becomes an existing one, are refused", async () => {
    const mapping = `stacks/adopt.${STACK}.yaml`;
    const undo = await project.edit(mapping, /^.*$/s, "{}\n");
    const renamed = await project.refusal();
    assert.match(renamed, /nothing was changed\..*subscription:sales\/orders is called orders in the cloud/s);
    await undo();
    const said = `$1\n      ORDER_PLACED: { topic: ${topicArn("orders")} }`;
    const undoExisting = await project.edit(`stacks/Pulumi.${STACK}.yaml`, /(\n {4}events:)/, said);
    const undoMapping = await project.edit(mapping, /^(topic|feed):.*\n( {2}.*\n)*/gm, "");
    const handedOver = await project.refusal();
    assert.match(
      handedOver,
      /nothing was changed\..*ORDER_PLACED is said to exist, and topic:ORDER_PLACED \(orders\)/s,
    );
    await undoMapping();
    await undoExisting();
    assert.deepEqual([...(await project.preview())], []);
  });

  test("told apart by a field of the body instead: the filter changes in place, and only that", async () => {
    const file = `stacks/Pulumi.${STACK}.yaml`;
    // The engine has written the file anew, in another style.
    for (const event of ["created", "updated"]) {
      const said = new RegExp(`attribute:(\\s*\\{?\\s*)eventType: customer\\.${event}`);
      await project.edit(file, said, `bodyField:$1meta.type: customer.${event}`);
    }
    const steps = await project.preview();
    assert.deepEqual([...steps.values()], ["update", "update"]);
    assert.ok(
      [...steps.keys()].every((id) => id.startsWith("hub:")),
      JSON.stringify([...steps]),
    );
    await project.up();
    const body = (type: string) => JSON.stringify({ meta: { type } });
    for (const type of ["customer.created", "customer.updated", "invoice.sent"]) await publish("hub", body(type));
    assert.deepEqual(await inQueue("ar_sales_projection"), [body("customer.created"), body("customer.updated")]);
    assert.deepEqual(await inQueue("audit"), [body("customer.created")]);
  });
});
