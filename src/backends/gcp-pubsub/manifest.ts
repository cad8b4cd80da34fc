import type { Subscription } from "../../desired-state/desired-state.ts";
import type { BackendInput } from "../backend.ts";
import { distinct } from "../distinct.ts";
import type { Consumption, Publication, QueueAddress, TeamManifest } from "../manifest.ts";
import { marks } from "../mark.ts";
import { principalsOf } from "../missing-principal.ts";
import { deadLettersOf, type SubscriptionOf, subscriptionOf, topicOf } from "./addresses.ts";
import { pushDelivery, pushOf } from "./push.ts";
import type { GcpPlace } from "./settings.ts";

/** One manifest a team, with full paths (`projects/P/topics/T`), which client libraries take as they are. */
export function manifests(input: BackendInput<GcpPlace>): readonly TeamManifest[] {
  const { desired, stack } = input;
  return desired.teams
    .map(({ name: team }): TeamManifest => {
      const { publishers, consumers } = principalsOf(stack, team);
      const address = (subscriptions: readonly SubscriptionOf[]): QueueAddress => ({
        kind: "pubsub-subscriptions",
        subscriptions: [...new Set(subscriptions.map(({ path }) => path))],
      });
      const publishes = desired.topics
        .filter((topic) => topic.team === team)
        .map((topic): [string, Publication] => {
          const { path, existing } = topicOf(input, topic);
          return [
            topic.event,
            {
              principals: topic.retired === undefined ? distinct(publishers) : [],
              to: { kind: "pubsub-topic", topic: path, ...marks(existing?.mark) },
            },
          ];
        });
      const addresses = (queue: Subscription) => {
        const dead = deadLettersOf(input, queue);
        return {
          from: address(queue.feeds.map((feed) => subscriptionOf(input, queue, feed))),
          ...(dead && { deadLetter: address([dead]) }),
        };
      };
      const consumes = generations(desired.subscriptions.filter((queue) => queue.team === team)).map(
        ([present, ...older]): [string, Consumption] => {
          const push = pushOf(stack.placeOf(team), present.queue);
          return [
            present.queue,
            {
              principals: distinct(consumers),
              events: present.feeds.map((feed) => feed.event),
              ...addresses(present),
              ...(older.length > 0 && {
                older: older.map((queue) => ({ generation: queue.key.generation, ...addresses(queue) })),
              }),
              ...(push && { push: pushDelivery(push) }),
            },
          ];
        },
      );
      return {
        version: 1,
        backend: "gcp-pubsub",
        team,
        publishes: Object.fromEntries(publishes),
        consumes: Object.fromEntries(consumes),
      };
    })
    .sort((a, b) => (a.team < b.team ? -1 : 1));
}

/** The generations of each queue, the youngest first. */
function generations(queues: readonly Subscription[]): readonly (readonly [Subscription, ...Subscription[]])[] {
  const byName = new Map<string, [Subscription, ...Subscription[]]>();
  for (const queue of queues) {
    const known = byName.get(queue.queue);
    if (known === undefined) byName.set(queue.queue, [queue]);
    else known.push(queue);
  }
  for (const all of byName.values()) all.sort((a, b) => b.key.generation - a.key.generation);
  return [...byName.values()];
}
