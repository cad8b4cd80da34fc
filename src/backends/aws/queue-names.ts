import type { Subscription } from "../../desired-state/desired-state.ts";
import { composeName, type NameRule, queueSuffix } from "../name.ts";
import { arn, queueUrl } from "./arn.ts";
import type { AwsPlace } from "./place.ts";

/** SQS allows 80 characters (SQS API Reference, CreateQueue), with the `.fifo` of an ordered queue. */
const QUEUE: NameRule = { legal: /[A-Za-z0-9_-]/, limit: 75 };

export interface NamedQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** It is a FIFO queue; its name ends in `.fifo`. */
  readonly fifo?: true;
}

/** The queues of one subscription. Main and dead-letter queue are of one kind (SQS Developer Guide, "Using dead-letter queues"). */
export interface QueueTrio {
  readonly main: NamedQueue;
  /** Holds what the consumer failed to handle. */
  readonly deadLetter: NamedQueue;
  /** Holds what the cloud could not deliver to the main queue; for what does not come in order. */
  readonly undeliverable: NamedQueue;
  /** The same for what comes in order: `undeliverableQueues` tells which of the two are there. */
  readonly undeliverableFifo: NamedQueue;
}

/** What a queue's names are made of. */
export type QueueOfNames = Pick<Subscription, "key" | "ordered">;

export function queueTrio(place: AwsPlace, organization: string, { key, ordered }: QueueOfNames): QueueTrio {
  const nameOf = (part?: string) => composeName(QUEUE, [organization, key.team, key.queue], queueSuffix(key, part));
  const kind = ordered === true ? namedFifo : queueNamed;
  return {
    main: kind(place, nameOf()),
    deadLetter: kind(place, nameOf("dlq")),
    undeliverable: queueNamed(place, nameOf("undeliverable")),
    undeliverableFifo: namedFifo(place, nameOf("undeliverable")),
  };
}

/** The queue for what an owner in another account could not deliver, in the owner's place. Always hashed, so that no other queue has its name. */
export function undeliverableFrom(
  place: AwsPlace,
  organization: string,
  { key }: Pick<Subscription, "key">,
  ownerKey: string,
): NamedQueue {
  const parts = [organization, key.team, `${key.queue}_from`, ownerKey];
  return queueNamed(place, composeName(QUEUE, parts, queueSuffix(key, "undeliverable")));
}

/** SQS API Reference, CreateQueue, QueueName: the name of a FIFO queue ends in `.fifo`. */
function namedFifo(place: AwsPlace, name: string): NamedQueue {
  return { ...queueNamed(place, `${name}.fifo`), fifo: true };
}

/** A queue by its whole name. */
export function queueNamed(place: AwsPlace, name: string): NamedQueue {
  return { name, arn: arn(place, "sqs", name), url: queueUrl(place, name) };
}
