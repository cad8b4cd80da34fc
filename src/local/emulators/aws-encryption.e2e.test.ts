/** Customer-managed keys: whom the key's policy does not let in neither sends nor receives, be it a role or a service. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutTargetsCommand,
  UpdateEventBusCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
} from "@aws-sdk/client-kms";
import { PublishCommand, SetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { awsConnection, rootOf } from "../clients/aws-connection.ts";
import { assumeRole } from "../clients/aws-session.ts";
import { bodies, taken } from "./test-support/received.ts";
import {
  ACCOUNT,
  deliveryPolicy,
  policy,
  REGION,
  roleArn,
  type SqsQueue,
  type Statement,
  startTestEmulator,
} from "./test-support/test-emulator.ts";

const world = await startTestEmulator(["crm", "marketing"]);
const { sqs, sns, eventBridge } = world;
const kms = new KMSClient(awsConnection({ ...world.at, credentials: rootOf(ACCOUNT) }));
const as = async (role: string) =>
  awsConnection({ ...world.at, credentials: await assumeRole(world.at, roleArn(role)) });
const [crm, marketing] = [await as("crm"), await as("marketing")];
const publisher = new SNSClient(crm);
const sender = new SQSClient({ ...crm, useQueueUrlAsEndpoint: false });
const consumer = new SQSClient({ ...marketing, useQueueUrlAsEndpoint: false });

after(() => {
  for (const client of [kms, publisher, sender, consumer]) client.destroy();
});

const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const USE = ["kms:GenerateDataKey", "kms:Decrypt"];
/** Leaves it to the account's own policies who may use the key. */
const ACCOUNT_MAY: Statement = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const serviceMay = (service: string, sourceArn: string): Statement => ({
  Effect: "Allow",
  Principal: { Service: `${service}.amazonaws.com` },
  Action: USE,
  Resource: "*",
  Condition: { ArnEquals: { "aws:SourceArn": sourceArn }, StringEquals: { "aws:SourceAccount": ACCOUNT } },
});

async function key(): Promise<{ id: string; arn: string; allow(...statements: readonly Statement[]): Promise<void> }> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: policy(ACCOUNT_MAY) }));
  const [id, arn] = [KeyMetadata?.KeyId ?? "", KeyMetadata?.Arn ?? ""];
  const allow = async (...statements: readonly Statement[]) => {
    const Policy = policy(ACCOUNT_MAY, ...statements);
    await kms.send(new PutKeyPolicyCommand({ KeyId: id, PolicyName: "default", Policy }));
  };
  return { id, arn, allow };
}

const allowing = (Action: string | readonly string[], Resource: string): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});

test("SNS delivers to an encrypted queue what the key's policy lets it; the rest is undeliverable", async () => {
  const topicArn = await world.topic("TO-ENCRYPTED");
  const { arn, allow } = await key();
  await kms.send(new CreateAliasCommand({ AliasName: "alias/queue", TargetKeyId: arn }));
  const fed = (name: string, more: Record<string, string> = {}) =>
    world.queue(name, { Policy: deliveryPolicy("sns", topicArn, queueArn(name)), ...more });
  const queue = await fed("ENCRYPTED", { KmsMasterKeyId: "alias/queue" });
  const lost = await fed("ENCRYPTED-LOST");
  await world.subscribe(topicArn, queue, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: lost.queueArn }) });
  const publish = (Message: string) => sns.send(new PublishCommand({ TopicArn: topicArn, Message }));
  await publish("the service is not let in");
  await allow(serviceMay("sns", `${topicArn}-other`));
  await publish("another topic is let in");
  await allow(serviceMay("sns", topicArn));
  await publish("delivered");
  assert.deepEqual(bodies(await taken(sqs, queue)), ["delivered"]);
  assert.deepEqual(
    new Set(bodies(await taken(sqs, lost))),
    new Set(["the service is not let in", "another topic is let in"]),
  );
  const Attributes = { KmsMasterKeyId: "alias/aws/sqs" };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.queueUrl, Attributes }));
  await publish("no service may use a key of AWS");
  assert.deepEqual(bodies(await taken(sqs, queue, 0)), []);
  assert.deepEqual(bodies(await taken(sqs, lost)), ["no service may use a key of AWS"]);
});

test("EventBridge delivers to an encrypted queue what the key's policy lets it", async () => {
  await world.bus("to-encrypted");
  const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/to-encrypted/r`;
  const fed = (name: string, more: Record<string, string> = {}) =>
    world.queue(name, { Policy: deliveryPolicy("events", ruleArn, queueArn(name)), ...more });
  const { id, allow } = await key();
  const queue = await fed("ENCRYPTED-TARGET", { KmsMasterKeyId: id });
  const lost = await fed("ENCRYPTED-TARGET-LOST");
  await world.rule("to-encrypted", "r", { source: ["crm"] }, queue, lost);
  await emit("to-encrypted", 1);
  await allow(serviceMay("events", ruleArn));
  await emit("to-encrypted", 2);
  assert.deepEqual(bodies(await taken(sqs, queue)), ["2"]);
  const [kept] = await taken(sqs, lost);
  assert.equal(kept?.MessageAttributes?.["ERROR_CODE"]?.StringValue, "NO_PERMISSIONS");
});

test("EventBridge delivers to an encrypted queue of another account under a role that may use the key", async () => {
  const other = "444455556666";
  const elsewhere = awsConnection({ ...world.at, credentials: rootOf(other) });
  const [theirSqs, theirKms] = [
    new SQSClient({ ...elsewhere, useQueueUrlAsEndpoint: false }),
    new KMSClient(elsewhere),
  ];
  const iam = new IAMClient(awsConnection({ ...world.at, credentials: rootOf(ACCOUNT) }));
  const [ruleArn, role] = [`arn:aws:events:${REGION}:${ACCOUNT}:rule/far/r`, roleArn("delivery")];
  const queue = {
    kind: "sqs-queue",
    queueArn: `arn:aws:sqs:${REGION}:${other}:FAR`,
    queueUrl: `https://sqs.${REGION}.amazonaws.com/${other}/FAR`,
    region: REGION,
  } as const;
  const trust = policy({ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" });
  await iam.send(new CreateRoleCommand({ RoleName: "delivery", AssumeRolePolicyDocument: trust }));
  const byRole = (Action: string | readonly string[], Resource: string): Statement => ({
    Effect: "Allow",
    Principal: { AWS: role },
    Action,
    Resource,
  });
  const { KeyMetadata } = await theirKms.send(new CreateKeyCommand({ Policy: policy(byRole(USE, "*")) }));
  const key = KeyMetadata?.Arn ?? "";
  const Attributes = { KmsMasterKeyId: key, Policy: policy(byRole("sqs:SendMessage", queue.queueArn)) };
  await theirSqs.send(new CreateQueueCommand({ QueueName: "FAR", Attributes }));
  const undeliverable = await world.queue("FAR-LOST", {
    Policy: deliveryPolicy("events", ruleArn, queueArn("FAR-LOST")),
  });
  await world.bus("far");
  await world.rule("far", "r", { source: ["crm"] }, queue, undeliverable);
  const target = { Id: "queue", Arn: queue.queueArn, RoleArn: role, InputPath: "$.detail.message" };
  const Targets = [{ ...target, DeadLetterConfig: { Arn: undeliverable.queueArn } }];
  await eventBridge.send(new PutTargetsCommand({ Rule: "r", EventBusName: "far", Targets }));
  await world.grant("delivery", "send", allowing("sqs:SendMessage", queue.queueArn));
  await emit("far", 1);
  await world.grant("delivery", "key", allowing(USE, key));
  await emit("far", 2);
  const { Messages = [] } = await theirSqs.send(new ReceiveMessageCommand({ QueueUrl: queue.queueUrl }));
  assert.deepEqual(bodies(Messages), ["2"]);
  assert.equal((await taken(sqs, undeliverable)).length, 1);
  for (const client of [theirSqs, theirKms, iam]) client.destroy();
});

test("a bus whose key does not let EventBridge in sends its events to its own dead-letter queue", async () => {
  const busArn = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/locked`;
  const { arn, id, allow } = await key();
  const lost = await world.queue("BUS-LOST", { Policy: deliveryPolicy("events", busArn, queueArn("BUS-LOST")) });
  const DeadLetterConfig = { Arn: lost.queueArn };
  await eventBridge.send(new CreateEventBusCommand({ Name: "locked", KmsKeyIdentifier: arn, DeadLetterConfig }));
  const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/locked/r`;
  const queue = await world.queue("OF-LOCKED", { Policy: deliveryPolicy("events", ruleArn, queueArn("OF-LOCKED")) });
  await world.rule("locked", "r", { source: ["crm"] }, queue);
  await emit("locked", 1);
  await allow(serviceMay("events", busArn));
  await emit("locked", 2);
  await kms.send(new DisableKeyCommand({ KeyId: id }));
  await emit("locked", 3);
  await kms.send(new EnableKeyCommand({ KeyId: id }));
  assert.deepEqual(bodies(await taken(sqs, queue)), ["2"]);
  const whole = bodies(await taken(sqs, lost)).map((body) => JSON.parse(body) as { detail: { message: number } });
  assert.deepEqual(
    whole.map(({ detail }) => detail.message),
    [1, 3],
  );
  await eventBridge.send(new UpdateEventBusCommand({ Name: "locked", KmsKeyIdentifier: "" }));
  await allow();
  await emit("locked", 4);
  assert.deepEqual(bodies(await taken(sqs, queue)), ["4"]);
});

test("a publisher needs the use of the topic's key, a sender that of the queue's, a consumer its decryption", async () => {
  const { arn, id } = await key();
  const topicArn = await world.topic("ENCRYPTED-TOPIC");
  await sns.send(
    new SetTopicAttributesCommand({ TopicArn: topicArn, AttributeName: "KmsMasterKeyId", AttributeValue: id }),
  );
  const queue: SqsQueue = await world.queue("ENCRYPTED-QUEUE", { KmsMasterKeyId: arn });
  await world.grant("crm", "send", allowing("sns:Publish", topicArn), allowing("sqs:SendMessage", queue.queueArn));
  await world.grant("marketing", "receive", allowing("sqs:ReceiveMessage", queue.queueArn));
  const publish = () => publisher.send(new PublishCommand({ TopicArn: topicArn, Message: "m" }));
  const send = () => sender.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody: "m" }));
  const receive = () => consumer.send(new ReceiveMessageCommand({ QueueUrl: queue.queueUrl }));

  for (const missing of USE) {
    await world.grant("crm", "key", ...USE.filter((action) => action !== missing).map((use) => allowing(use, arn)));
    const refused = new RegExp(`not authorized to perform: ${missing}`);
    await assert.rejects(publish(), { name: "KMSAccessDeniedException", message: refused });
    await assert.rejects(send(), { name: "KmsAccessDenied", message: refused });
  }
  await world.grant("crm", "key", allowing(USE, arn));
  await publish();
  await send();
  await assert.rejects(receive(), { name: "KmsAccessDenied", message: /not authorized to perform: kms:Decrypt/ });
  await world.grant("marketing", "key", allowing("kms:Decrypt", arn));
  assert.equal((await receive()).Messages?.length, 1);

  await kms.send(new DisableKeyCommand({ KeyId: id }));
  await assert.rejects(receive(), { name: "KmsDisabled" });
  await assert.rejects(publish(), { name: "KMSDisabledException" });
});

test("the key's own policy decides where it leaves nothing to the account", async () => {
  const { arn, id } = await key();
  const queue = await world.queue("STRICT", { KmsMasterKeyId: id });
  await world.grant("crm", "strict", allowing("sqs:SendMessage", queue.queueArn), allowing(USE, arn));
  const send = () => sender.send(new SendMessageCommand({ QueueUrl: queue.queueUrl, MessageBody: "m" }));
  const only = (role: string): Statement => ({
    Effect: "Allow",
    Principal: { AWS: roleArn(role) },
    Action: USE,
    Resource: "*",
  });
  const put = (statement: Statement) =>
    kms.send(new PutKeyPolicyCommand({ KeyId: id, PolicyName: "default", Policy: policy(statement) }));
  await put(only("marketing"));
  await assert.rejects(send(), { name: "KmsAccessDenied" });
  await put(only("crm"));
  await send();
});

async function emit(bus: string, message: number): Promise<void> {
  const entry = { EventBusName: bus, Source: "crm", DetailType: "A", Detail: JSON.stringify({ message }) };
  await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
}
