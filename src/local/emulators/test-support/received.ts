import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SqsQueue } from "./test-emulator.ts";

const SECOND = 1;

/** At most ten messages with all attributes; waits up to `seconds` for the first. They stay in flight. */
export async function received(sqs: SQSClient, queue: SqsQueue, seconds = SECOND): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queue.queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: seconds,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["All"],
  });
  return (await sqs.send(command)).Messages ?? [];
}

/** The same, deleted at once. */
export async function taken(sqs: SQSClient, queue: SqsQueue, seconds = SECOND): Promise<readonly Message[]> {
  const messages = await received(sqs, queue, seconds);
  for (const message of messages) await deleted(sqs, queue, message);
  return messages;
}

export const bodies = (messages: readonly Message[]): readonly string[] => messages.map(({ Body }) => Body ?? "");

export async function deleted(sqs: SQSClient, queue: SqsQueue, { ReceiptHandle }: Message): Promise<void> {
  await sqs.send(new DeleteMessageCommand({ QueueUrl: queue.queueUrl, ReceiptHandle }));
}

/** Delivered again at once. */
export async function returned(sqs: SQSClient, queue: SqsQueue, { ReceiptHandle }: Message): Promise<void> {
  const command = { QueueUrl: queue.queueUrl, ReceiptHandle, VisibilityTimeout: 0 };
  await sqs.send(new ChangeMessageVisibilityCommand(command));
}

/** Visible, in flight and delayed messages. */
export async function depth(sqs: SQSClient, queue: SqsQueue): Promise<readonly [number, number, number]> {
  const { Attributes: all } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.queueUrl, AttributeNames: ["All"] }),
  );
  return [
    Number(all?.["ApproximateNumberOfMessages"]),
    Number(all?.["ApproximateNumberOfMessagesNotVisible"]),
    Number(all?.["ApproximateNumberOfMessagesDelayed"]),
  ];
}
