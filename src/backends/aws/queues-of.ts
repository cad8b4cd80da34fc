import type { Subscription } from "../../desired-state/desired-state.ts";
import { id, queueInIds } from "../../desired-state/id.ts";
import { adoptedName } from "../adoption.ts";
import type { BackendInput } from "../backend.ts";
import { existingQueues } from "./existing-queue.ts";
import { QUEUE } from "./imports.ts";
import type { AwsPlace } from "./place.ts";
import { type NamedQueue, type QueueTrio, queueNamed, queueTrio } from "./queue-names.ts";

/** Where the queues of a subscription are in this stack: made, adopted under the names they have, or existing. */
export interface QueuesOf extends Omit<QueueTrio, "deadLetter"> {
  /** Undefined for a queue that exists and of which the stack names none. */
  readonly deadLetter: NamedQueue | undefined;
  /** The main and the dead-letter queue are not ours to change. */
  readonly exists: boolean;
}

export function queuesOf(
  input: Pick<BackendInput<AwsPlace>, "desired" | "stack">,
  subscription: Subscription,
): QueuesOf {
  const managed = managedQueues(input, subscription);
  const existing = existingQueues(input.stack, subscription);
  if (existing === undefined) return { ...managed, exists: false };
  return { ...managed, main: existing.main, deadLetter: existing.deadLetter, exists: true };
}

/** The queues of a subscription as this project makes them, under the names that they have where they are adopted. */
export function managedQueues(
  { desired, stack }: Pick<BackendInput<AwsPlace>, "desired" | "stack">,
  subscription: Subscription,
): QueueTrio {
  const place = stack.placeOf(subscription.team);
  const made = queueTrio(place, desired.organization, subscription);
  if (stack.adopted === undefined) return made;
  const { team } = subscription.key;
  const inIds = queueInIds(subscription.key);
  const of = (element: string, queue: NamedQueue) => adoptedQueue(stack, element, place, queue);
  return {
    main: of(subscription.id, made.main),
    deadLetter: of(subscription.deadLetterQueue, made.deadLetter),
    undeliverable: of(id("undeliverable-queue", team, inIds), made.undeliverable),
    undeliverableFifo: of(id("undeliverable-queue", team, inIds, "fifo"), made.undeliverableFifo),
  };
}

/** The queue under the name that it has, where the element of this id is adopted. */
export function adoptedQueue(
  stack: BackendInput["stack"],
  element: string,
  place: AwsPlace,
  queue: NamedQueue,
): NamedQueue {
  const name = adoptedName(stack, element, QUEUE);
  return name === undefined ? queue : { ...queue, ...queueNamed(place, name) };
}
