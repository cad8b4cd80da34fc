import type { Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import type { Consumption, QueueAddress } from "../manifest.ts";
import { principalsOf } from "../missing-principal.ts";
import type { AwsPlace } from "./place.ts";
import { type NamedQueue, queueTrio } from "./queue-names.ts";
import type { UndeliverableElsewhere } from "./undeliverable-elsewhere.ts";

/** What the services of a team need to know to consume one queue. */
export function consumption(
  { desired, stack }: BackendInput<AwsPlace>,
  subscription: Subscription,
  elsewhere: UndeliverableElsewhere,
): Consumption {
  const { team, queue, feeds } = subscription;
  const place = stack.placeOf(team);
  const queues = queueTrio(place, desired.organization, team, queue);
  const others = elsewhere(subscription);
  return {
    principals: principalsOf(stack, team).consumers,
    events: feeds.map((feed) => feed.event),
    from: address(queues.main),
    deadLetter: address(queues.deadLetter),
    undeliverable: address(queues.undeliverable),
    ...(others.length > 0 && { undeliverableElsewhere: others.map(address) }),
  };

  function address({ url, arn }: NamedQueue): QueueAddress {
    return { kind: "sqs-queue", queueUrl: url, queueArn: arn, region: place.region };
  }
}
