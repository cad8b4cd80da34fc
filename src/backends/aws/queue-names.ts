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
  const named = (suffix?: string): NamedQueue => {
    const name = composeName(QUEUE, [organization, team, queue], suffix);
    return { name, arn: arn(place, "sqs", name), url: queueUrl(place, name) };
  };
  return { main: named(), deadLetter: named("dlq"), undeliverable: named("undeliverable") };
}
