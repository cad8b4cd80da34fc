import { setTimeout as sleep } from "node:timers/promises";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { QueueAddress } from "../../backends/manifest.ts";
import { carried } from "./aws-body.ts";
import type { Received } from "./client.ts";
import { parseEnvelope } from "./envelope.ts";

/** SQS API Reference, ReceiveMessage: MaxNumberOfMessages 1 to 10, WaitTimeSeconds 0 to 20. */
const MOST_MESSAGES = 10;
const LONGEST_WAIT = 20;
const SHORT_POLL_MILLISECONDS = 100;

/** Runs an SDK call of a message and explains its failure. */
type Run = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Polls until there are messages or the time is up; at most ten come back, whatever `max` says. */
export async function receiveFromQueue(
  sqs: SQSClient,
  from: Extract<QueueAddress, { kind: "sqs-queue" }>,
  { max, seconds }: { readonly max: number; readonly seconds: number },
  run: Run,
): Promise<readonly Received[]> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const wait = Math.min(LONGEST_WAIT, Math.max(0, Math.floor((deadline - Date.now()) / 1000)));
    const { Messages = [] } = await run(() => sqs.send(poll(from.queueUrl, max, wait)));
    if (Messages.length > 0) return Messages.map((message) => received(sqs, from.queueUrl, message, run));
    const left = deadline - Date.now();
    if (left <= 0) return [];
    if (left < 1000) await sleep(Math.min(left, SHORT_POLL_MILLISECONDS));
  }
}

function poll(queueUrl: string, max: number, wait: number): ReceiveMessageCommand {
  return new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(max, MOST_MESSAGES),
    WaitTimeSeconds: wait,
    MessageAttributeNames: ["All"],
    MessageSystemAttributeNames: ["ApproximateReceiveCount"],
  });
}

function received(sqs: SQSClient, queueUrl: string, message: Message, run: Run): Received {
  const handle = { QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle };
  const count = message.Attributes?.ApproximateReceiveCount;
  const { text, attributes } = carried(message.Body ?? "");
  const raw = Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue }]) => [
    name,
    StringValue ?? "",
  ]);
  return {
    envelope: parseEnvelope(text, message.MessageId ?? "without an id"),
    attributes: { ...attributes, ...Object.fromEntries(raw) },
    deliveryAttempt: count === undefined ? undefined : Number(count),
    ack: async () => {
      await run(() => sqs.send(new DeleteMessageCommand(handle)));
    },
    nack: async () => {
      await run(() => sqs.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 })));
    },
  };
}
