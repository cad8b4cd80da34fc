import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { QueueAddress } from "../../../backends/manifest.ts";
import { awsConnection, rootOf } from "../../clients/aws-connection.ts";
import { stopServer } from "../../server.ts";
import { createRoles } from "../aws-roles.ts";
import { startMinistack } from "../ministack.ts";

export const REGION = "eu-west-1";
export const ACCOUNT = "111122223333";

export type SqsQueue = Extract<QueueAddress, { kind: "sqs-queue" }>;
export type Statement = Readonly<Record<string, unknown>>;

export const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const policy = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** For a test file: an emulator of its own, the root user's clients, and short words to furnish it. */
export async function startTestEmulator(roles: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "event-topology-aws-"));
  const emulator = await startMinistack({ logFile: join(folder, "aws.log"), progress: () => undefined });
  const at = { endpoint: emulator.endpoint, certificateFile: emulator.certificateFile, region: REGION };
  const root = () => awsConnection({ ...at, credentials: rootOf(ACCOUNT) });
  const [sns, iam, eventBridge] = [new SNSClient(root()), new IAMClient(root()), new EventBridgeClient(root())];
  const sqs = new SQSClient({ ...root(), useQueueUrlAsEndpoint: false });
  after(async () => {
    for (const client of [sns, sqs, iam, eventBridge]) client.destroy();
    await stopServer(emulator);
    await rm(folder, { recursive: true, force: true });
  });
  await createRoles({ ...at, roleArns: roles.map(roleArn) });

  return {
    at,
    emulator,
    sns,
    sqs,
    eventBridge,
    /** Replaces the role's policy of that name. */
    grant: async (role: string, name: string, ...statements: readonly Statement[]): Promise<void> => {
      const input = { RoleName: role, PolicyName: name, PolicyDocument: policy(...statements) };
      await iam.send(new PutRolePolicyCommand(input));
    },
    queue: async (name: string, Attributes: Record<string, string> = {}): Promise<SqsQueue> => {
      await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
      return {
        kind: "sqs-queue",
        queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
        queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
        region: REGION,
      };
    },
    topic: async (Name: string, Attributes: Record<string, string> = {}): Promise<string> => {
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name, Attributes }));
      return TopicArn ?? "";
    },
    setTopicPolicy: async (TopicArn: string, AttributeValue: string): Promise<void> => {
      await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
    },
    subscribe: async (TopicArn: string, queue: SqsQueue, Attributes: Record<string, string> = {}): Promise<void> => {
      const attributes = { RawMessageDelivery: "true", ...Attributes };
      await sns.send(
        new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.queueArn, Attributes: attributes }),
      );
    },
    bus: async (Name: string): Promise<string> => {
      const { EventBusArn } = await eventBridge.send(new CreateEventBusCommand({ Name }));
      return EventBusArn ?? "";
    },
    rule: async (
      bus: string,
      Name: string,
      pattern: object,
      to: SqsQueue,
      undeliverable?: SqsQueue,
    ): Promise<string> => {
      const rule = new PutRuleCommand({ Name, EventBusName: bus, EventPattern: JSON.stringify(pattern) });
      const { RuleArn } = await eventBridge.send(rule);
      const dead = undeliverable === undefined ? {} : { DeadLetterConfig: { Arn: undeliverable.queueArn } };
      const target = { Id: "queue", Arn: to.queueArn, InputPath: "$.detail.message", ...dead };
      await eventBridge.send(new PutTargetsCommand({ Rule: Name, EventBusName: bus, Targets: [target] }));
      return RuleArn ?? "";
    },
  };
}

/** Lets a service send to the queue on behalf of one source, over TLS only. */
export function deliveryPolicy(service: "sns" | "events", sourceArn: string, queueArn: string): string {
  return policy(
    {
      Effect: "Allow",
      Principal: { Service: `${service}.amazonaws.com` },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
    },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queueArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}
