import type { Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { Consumption, OlderGeneration, QueueAddress } from "../manifest.ts";
import { principalsOf } from "../missing-principal.ts";
import type { AwsPlace } from "./place.ts";
import type { NamedQueue } from "./queue-names.ts";
import { queuesOf } from "./queues-of.ts";
import type { UndeliverableElsewhere } from "./undeliverable-elsewhere.ts";
import { undeliverableQueues } from "./undeliverable-queues.ts";

/**
 * What the services of a team need to know to consume one queue.
 * @param before the generations before it that are still read, the youngest first
 */
export function consumption(
  input: BackendInput<AwsPlace>,
  present: Subscription,
  before: readonly Subscription[],
  elsewhere: UndeliverableElsewhere,
): Consumption {
  const older = before.map(
    (each): OlderGeneration => ({ generation: each.key.generation, ...addresses(input, each, elsewhere) }),
  );
  return {
    principals: principalsOf(input.stack, present.team).consumers,
    events: present.feeds.map((feed) => feed.event),
    ...addresses(input, present, elsewhere),
    ...(older.length > 0 && { older }),
  };
}

function addresses(
  input: BackendInput<AwsPlace>,
  subscription: Subscription,
  elsewhere: UndeliverableElsewhere,
): Omit<OlderGeneration, "generation"> {
  const place = input.stack.placeOf(subscription.team);
  const queues = queuesOf(input, subscription);
  const [first, ordered] = undeliverableQueues(input, subscription).map(({ queue }) => queue);
  const others = elsewhere(subscription);
  return {
    from: address(queues.main),
    ...(queues.deadLetter !== undefined && { deadLetter: address(queues.deadLetter) }),
    ...(first !== undefined && { undeliverable: address(first) }),
    ...(ordered !== undefined && { undeliverableOrdered: address(ordered) }),
    ...(others.length > 0 && { undeliverableElsewhere: others.map(address) }),
  };

  function address({ url, arn }: NamedQueue): QueueAddress {
    return { kind: "sqs-queue", queueUrl: url, queueArn: arn, region: place.region };
  }
}
