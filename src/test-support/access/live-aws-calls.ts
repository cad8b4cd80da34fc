import { DeleteEventBusCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import {
  AddPermissionCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  RemovePermissionCommand,
  SetTopicAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import {
  CancelMessageMoveTaskCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { AwsCall } from "./aws-decisions.ts";
import { type AwsClients, partsOf, urlOf } from "./live-aws-clients.ts";
import { type Receipts, VISIBILITY_SECONDS } from "./live-aws-receipts.ts";
import type { LiveAwsWorld } from "./live-aws-world.ts";

export interface CallSite {
  readonly world: LiveAwsWorld;
  readonly receipts: Receipts;
}

type Perform = (as: AwsClients, call: AwsCall, site: CallSite) => Promise<unknown>;

/** What is published and sent; consumers of the test read no bodies. */
export const BODY = JSON.stringify({ topic: "LIVE", data: {} });

/** Actions of the evaluator as calls of the official clients. What a call has changed is put back. */
export const CALLS: Readonly<Record<string, Perform>> = {
  "sns:Publish": ({ sns }, { resource }) => sns.send(new PublishCommand({ TopicArn: resource, Message: BODY })),
  "sns:Subscribe": subscribe,
  "sns:SetTopicAttributes": ({ sns }, { resource }) =>
    sns.send(
      new SetTopicAttributesCommand({ TopicArn: resource, AttributeName: "DisplayName", AttributeValue: "taken" }),
    ),
  "sns:AddPermission": async ({ sns }, { resource }, { world }) => {
    const { account } = partsOf(resource);
    const permission = { TopicArn: resource, Label: "taken" };
    const said = { ...permission, AWSAccountId: [account], ActionName: ["Publish"] };
    await sns.send(new AddPermissionCommand(said));
    await world.root(account).sns.send(new RemovePermissionCommand(permission));
  },
  "events:PutEvents": putEvents,
  "events:DeleteEventBus": ({ events }, { resource }) =>
    events.send(new DeleteEventBusCommand({ Name: partsOf(resource).name.split("/")[1] })),
  "sqs:SendMessage": ({ sqs }, { resource }) =>
    sqs.send(new SendMessageCommand({ QueueUrl: urlOf(resource), MessageBody: BODY })),
  "sqs:ReceiveMessage": ({ sqs }, { resource }) =>
    sqs.send(new ReceiveMessageCommand({ QueueUrl: urlOf(resource), VisibilityTimeout: 0, WaitTimeSeconds: 0 })),
  "sqs:DeleteMessage": async ({ sqs }, { resource }, { receipts }) => {
    const ReceiptHandle = receipts.of(resource);
    await sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(resource), ReceiptHandle }));
    receipts.used(resource);
  },
  "sqs:ChangeMessageVisibility": ({ sqs }, { resource }, { receipts }) => {
    const said = { ReceiptHandle: receipts.of(resource), VisibilityTimeout: VISIBILITY_SECONDS };
    return sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: urlOf(resource), ...said }));
  },
  "sqs:GetQueueAttributes": ({ sqs }, { resource }) =>
    sqs.send(new GetQueueAttributesCommand({ QueueUrl: urlOf(resource), AttributeNames: ["All"] })),
  "sqs:GetQueueUrl": ({ sqs }, { resource }) => {
    const { account, name } = partsOf(resource);
    return sqs.send(new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }));
  },
  "sqs:SetQueueAttributes": ({ sqs }, { resource }) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(resource), Attributes: { DelaySeconds: "0" } })),
  "sqs:PurgeQueue": ({ sqs }, { resource }) => sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(resource) })),
  "sqs:StartMessageMoveTask": ({ sqs }, { resource }) =>
    sqs.send(new StartMessageMoveTaskCommand({ SourceArn: resource })).catch(unlessPast),
  "sqs:ListMessageMoveTasks": ({ sqs }, { resource }) =>
    sqs.send(new ListMessageMoveTasksCommand({ SourceArn: resource })),
  "sqs:CancelMessageMoveTask": ({ sqs }, { resource }, { receipts }) =>
    sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: receipts.task(resource) })).catch(unlessPast),
  "sts:AssumeRole": ({ sts }, { resource }) =>
    sts.send(new AssumeRoleCommand({ RoleArn: resource, RoleSessionName: "taken" })),
};

async function subscribe({ sns }: AwsClients, { resource, context = {} }: AwsCall, { world }: CallSite) {
  const root = world.root(partsOf(resource).account).sns;
  const before = await subscriptionsOf(root, resource);
  const [Protocol = "", Endpoint = ""] = [context["sns:Protocol"]?.[0], context["sns:Endpoint"]?.[0]];
  const subscribing = sns.send(new SubscribeCommand({ TopicArn: resource, Protocol, Endpoint }));
  await (Protocol === "" ? subscribing.catch(unlessPast) : subscribing);
  for (const SubscriptionArn of await subscriptionsOf(root, resource))
    if (!before.includes(SubscriptionArn)) await root.send(new UnsubscribeCommand({ SubscriptionArn }));
}

/** A topic of the test has far fewer than the hundred of one page. */
async function subscriptionsOf(sns: SNSClient, TopicArn: string): Promise<readonly string[]> {
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.map(({ SubscriptionArn = "" }) => SubscriptionArn);
}

async function putEvents({ events }: AwsClients, { resource, context = {} }: AwsCall): Promise<void> {
  const detailTypes = context["events:detail-type"] ?? [];
  const entries = (context["events:source"] ?? []).map((source, at) => ({ source, detailType: detailTypes[at] ?? "" }));
  await putOn(events, resource, entries);
}

/** @throws Error when the bus has not taken every entry (PutEvents, FailedEntryCount). */
export async function putOn(
  events: AwsClients["events"],
  bus: string,
  entries: readonly { readonly source: string; readonly detailType: string }[],
): Promise<void> {
  const Detail = JSON.stringify({ attributes: {}, message: JSON.parse(BODY) as object });
  const { FailedEntryCount, Entries = [] } = await events.send(
    new PutEventsCommand({
      Entries: entries.map(({ source, detailType }) => ({
        EventBusName: bus,
        Source: source,
        DetailType: detailType,
        Detail,
      })),
    }),
  );
  if (FailedEntryCount !== 0) throw new Error(`${bus} took not all: ${JSON.stringify(Entries)}`);
}

/**
 * Who is told that a move task runs already, or no longer, or that the queue is nobody's dead-letter queue (SQS API
 * Reference, errors of the two actions), or that the protocol of a subscription is missing, has come past the policies.
 */
function unlessPast(error: unknown): void {
  if (
    !(error instanceof Error) ||
    !/(UnsupportedOperation|InvalidParameterException|InvalidParameterValue)$/.test(error.name)
  )
    throw error;
}
