import type { DesiredState, Subscription } from "../desired-state/desired-state.ts";
import { once } from "../once.ts";

/** Event → the queues that it feeds, sorted by id. */
export const fedBy = once(({ subscriptions }: DesiredState): ReadonlyMap<string, readonly Subscription[]> => {
  const queues = new Map<string, Subscription[]>();
  for (const subscription of subscriptions)
    for (const { event } of subscription.feeds) {
      const fed = queues.get(event);
      if (fed === undefined) queues.set(event, [subscription]);
      else fed.push(subscription);
    }
  return queues;
});
