import type { BackendInput } from "../backend.ts";
import type { Consumption, Publication, QueueAddress, TeamManifest } from "../manifest.ts";
import { principalsOf } from "../missing-principal.ts";
import { deadLetterName, subscriptionName, subscriptionPath, topicName, topicPath } from "./names.ts";
import type { GcpPlace } from "./settings.ts";

/** One manifest a team, with full paths (`projects/P/topics/T`), which client libraries take as they are. */
export function manifests({ desired, stack }: BackendInput<GcpPlace>): readonly TeamManifest[] {
  const { organization } = desired;
  return desired.teams
    .map(({ name: team }): TeamManifest => {
      const { publishers, consumers } = principalsOf(stack, team);
      const { project } = stack.placeOf(team);
      const address = (names: readonly string[]): QueueAddress => ({
        kind: "pubsub-subscriptions",
        subscriptions: names.map((name) => subscriptionPath(project, name)),
      });
      const publishes = desired.topics
        .filter((topic) => topic.team === team)
        .map(({ event }): [string, Publication] => [
          event,
          {
            principals: distinct(publishers),
            to: { kind: "pubsub-topic", topic: topicPath(project, topicName(organization, event)) },
          },
        ]);
      const consumes = desired.subscriptions
        .filter((queue) => queue.team === team)
        .map((queue): [string, Consumption] => [
          queue.queue,
          {
            principals: distinct(consumers),
            events: queue.feeds.map((feed) => feed.event),
            from: address(queue.feeds.map((feed) => subscriptionName(organization, queue, feed))),
            deadLetter: address([deadLetterName(organization, queue)]),
          },
        ]);
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

function distinct(principals: readonly string[]): readonly string[] {
  return [...new Set(principals)].sort();
}
