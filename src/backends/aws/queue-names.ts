import { composeName, type NameRule } from "../name.ts";
import { arn, queueUrl } from "./arn.ts";
import type { AwsPlace } from "./place.ts";

/** SQS allows 80 characters (SQS API Reference, CreateQueue); 5 of them are kept for the `.fifo` of a later generation. */
const QUEUE: NameRule = { legal: /[A-Za-z0-9_-]/, limit: 75 };

export interface NamedQueue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
}

/** The three queues of one subscription. */
export interface QueueTrio {
  readonly main: NamedQueue;
  /** Holds what the consumer failed to handle. */
  readonly deadLetter: NamedQueue;
  /** Holds what the cloud could not deliver to the main queue. */
  readonly undeliverable: NamedQueue;
}

export function queueTrio(place: AwsPlace, organization: string, team: string, queue: string): QueueTrio {
  const suffixed = (suffix?: string) => named(place, composeName(QUEUE, [organization, team, queue], suffix));
  return { main: suffixed(), deadLetter: suffixed("dlq"), undeliverable: suffixed("undeliverable") };
}

/** The queue for what an owner in another account could not deliver, in the owner's place. Always hashed, so that no other queue has its name. */
export function undeliverableFrom(
  place: AwsPlace,
  organization: string,
  { team, queue, owner }: { readonly team: string; readonly queue: string; readonly owner: string },
): NamedQueue {
  return named(place, composeName(QUEUE, [organization, team, `${queue}_from`, owner], "undeliverable"));
}

function named(place: AwsPlace, name: string): NamedQueue {
  return { name, arn: arn(place, "sqs", name), url: queueUrl(place, name) };
}
