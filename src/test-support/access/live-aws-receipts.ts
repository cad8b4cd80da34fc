import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { type AwsClients, partsOf, urlOf } from "./live-aws-clients.ts";
import type { LiveAwsWorld } from "./live-aws-world.ts";

/** The longest there is (SQS API Reference, ChangeMessageVisibility): a handle holds as long as the test. */
export const VISIBILITY_SECONDS = 43_200;
/** The most of one batch; of a queue no more than two are used up. */
const HANDLES = 10;

/** Handles of messages and of move tasks, which a caller needs who wants to try what it may not. */
export class Receipts {
  readonly #handles = new Map<string, string[]>();
  readonly #tasks = new Map<string, string>();

  /**
   * Puts messages into a queue and takes their handles. Nobody may do that to most queues, so that the administrator
   * takes the queue's policy away for the moment.
   */
  async collect(world: LiveAwsWorld, queue: string): Promise<void> {
    if (this.#handles.has(queue)) return;
    const { sqs } = world.root(partsOf(queue).account);
    const QueueUrl = urlOf(queue);
    const policy = await policyOf(sqs, QueueUrl);
    const say = (Policy: string) => sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await say("");
    const Entries = Array.from({ length: HANDLES }, (_, at) => ({ Id: `${at}`, MessageBody: "{}" }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const poll = { QueueUrl, MaxNumberOfMessages: HANDLES, VisibilityTimeout: VISIBILITY_SECONDS, WaitTimeSeconds: 0 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(poll));
    await say(policy);
    this.#handles.set(
      queue,
      Messages.map(({ ReceiptHandle = "" }) => ReceiptHandle),
    );
  }

  of(queue: string): string {
    const [handle] = this.#handles.get(queue) ?? [];
    if (handle === undefined) throw new Error(`no handle of a message in ${queue} is left`);
    return handle;
  }

  /** The message is gone. */
  used(queue: string): void {
    this.#handles.get(queue)?.shift();
  }

  /** Lets a consumer start a move task, of which others can name the handle. */
  async start(consumer: AwsClients, queue: string): Promise<void> {
    if (this.#tasks.has(queue)) return;
    const { TaskHandle = "" } = await consumer.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: queue }));
    this.#tasks.set(queue, TaskHandle);
  }

  task(queue: string): string {
    const handle = this.#tasks.get(queue);
    if (handle === undefined) throw new Error(`no move task of ${queue} was started`);
    return handle;
  }
}

async function policyOf(sqs: SQSClient, QueueUrl: string): Promise<string> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }));
  const policy = Attributes?.["Policy"];
  if (policy === undefined) throw new Error(`${QueueUrl} has no policy`);
  return policy;
}
