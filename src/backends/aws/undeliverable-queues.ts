import type { Feed, Retirement, Subscription } from "../../desired-state/desired-state.ts";
import { id, queueInIds } from "../../desired-state/id.ts";
import type { BackendInput } from "../backend.ts";
import { isOrdered } from "./ordered-topics.ts";
import type { AwsPlace } from "./place.ts";
import type { NamedQueue } from "./queue-names.ts";
import { managedQueues } from "./queues-of.ts";

/** A queue for what the cloud could not deliver to a subscription, in the subscription's own place. */
export interface UndeliverableQueue {
  readonly id: string;
  readonly queue: NamedQueue;
  /** What leaves messages in it. */
  readonly feeds: readonly Feed[];
  /** It goes with the subscription, or with the last of its feeds. */
  readonly retired?: Retirement;
}

/**
 * One for what comes from ordered topics and one for the rest, each where it is needed: what an SNS FIFO topic could not
 * deliver goes to a FIFO queue and what a standard topic could not to a standard one, whatever the main queue is (SNS
 * Developer Guide, "Amazon SNS dead-letter queues"). Each has an id of its own, so that a first ordered event of a queue
 * replaces nothing.
 */
export function undeliverableQueues(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
): readonly UndeliverableQueue[] {
  const { desired } = input;
  const { key, feeds } = subscription;
  const names = managedQueues(input, subscription);
  const inIds = queueInIds(key);
  const ordered = feeds.filter(({ topic }) => isOrdered(desired, topic));
  const others = feeds.filter(({ topic }) => !isOrdered(desired, topic));
  return [
    { id: id("undeliverable-queue", key.team, inIds), queue: names.undeliverable, feeds: others },
    { id: id("undeliverable-queue", key.team, inIds, "fifo"), queue: names.undeliverableFifo, feeds: ordered },
  ]
    .filter((queue) => queue.feeds.length > 0)
    .map((queue) => {
      const retired = subscription.retired ?? retirementOf(queue.feeds);
      return retired === undefined ? queue : { ...queue, retired };
    });
}

/** That of all feeds together; the one that keeps most, where they differ. */
function retirementOf(feeds: readonly Feed[]): Retirement | undefined {
  const modes = feeds.map(({ retired }) => retired);
  if (modes.includes(undefined)) return undefined;
  return (["retain", "drain", "delete"] as const).find((mode) => modes.includes(mode));
}
