import { once } from "../once.ts";
import type { Side } from "./side.ts";

/** A queue that is fed. */
interface Fed {
  readonly team: string;
  readonly queue: string;
}

/** Event → the queues that it feeds. */
export const fedBy = once(
  ({ desired, declared }: Pick<Side, "desired" | "declared">): ReadonlyMap<string, readonly Fed[]> => {
    const queues = new Map<string, Fed[]>();
    const add = (queue: Fed, events: readonly { readonly event: string }[]) => {
      for (const { event } of events) {
        const fed = queues.get(event);
        if (fed === undefined) queues.set(event, [queue]);
        else fed.push(queue);
      }
    };
    if (declared === undefined) for (const queue of desired.subscriptions) add(queue, queue.feeds);
    else
      for (const { subscriptions } of declared.topology.teams)
        for (const queue of subscriptions) add(queue, queue.events);
    return queues;
  },
);
