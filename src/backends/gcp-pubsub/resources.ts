import type { Subscription } from "../../desired-state/desired-state.ts";
import { once } from "../../once.ts";
import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import { publisher, subscriber } from "./access.ts";
import { deadLettersOf, placeIn, subscriptionOf, topicOf } from "./addresses.ts";
import { deadLetterSubscriptionId } from "./dead-letter-subscription.ts";
import { keyGrants } from "./encryption.ts";
import { eventResources } from "./event-topic.ts";
import { type ExistingTopic, existingId, existingSubscriptions } from "./existing.ts";
import { providerId } from "./project.ts";
import { queueResources } from "./queue.ts";
import { services } from "./services.ts";
import type { GcpPlace } from "./settings.ts";

/** Every resource of the topology in the projects of its teams, sorted by id. A grant that two reasons ask for is there once. */
export const resources = once((input: BackendInput<GcpPlace>): readonly CloudResource[] => {
  const { desired, stack } = input;
  const prepared = services(input);
  const servicesOf = (team: string) => the(prepared, providerId(stack.placeOf(team)));

  const topics = desired.topics.flatMap((topic) => eventResources(input, topic, servicesOf(topic.team)));
  const queues = desired.subscriptions.flatMap((queue) => queueResources(input, queue, servicesOf(queue.team)));
  const once = [...[...prepared.values()].flatMap(({ resources }) => resources), ...keyGrants(input, prepared)];
  const made = new Map<string, CloudResource>();
  addFirst(made, once, topics, queues);
  addFirst(made, grantedResources(input, made));
  return [...made.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
});

/** Publishers on their team's topics; consumers on each subscription of their team's queues and on the dead letters. */
function grantedResources(input: BackendInput<GcpPlace>, made: ReadonlyMap<string, CloudResource>): CloudResource[] {
  const { desired, stack } = input;
  const topics = new Map(desired.topics.map((topic) => [topic.id, topic]));
  const queues = new Map(desired.subscriptions.map((queue) => [queue.id, queue]));
  return desired.grants.flatMap(({ action, on, team }) => {
    const { publishers, consumers } = principalsOf(stack, team);
    const place = stack.placeOf(team);
    if (action === "publish") {
      const { existing } = topicOf(input, the(topics, on));
      if (existing !== undefined) return publishersOfExisting(input, existing, publishers);
      return publishers.map((member) => publisher(the(made, on), place, member));
    }
    const queue = the(queues, on);
    if (existingSubscriptions(stack, queue) !== undefined) return consumersOfExisting(input, queue, consumers);
    const readable = [...queue.feeds.map((feed) => feed.id), deadLetterSubscriptionId(queue)];
    return readable.flatMap((id) => consumers.map((member) => subscriber(the(made, id), place, member)));
  });
}

/**
 * Additive, as all grants here: what others granted on the topic stays. They are of no team, since the events of several can
 * share the topic, and made where a team is placed in its project; elsewhere the stack's check says what has to be granted.
 */
function publishersOfExisting(
  input: BackendInput<GcpPlace>,
  { path, project, name }: ExistingTopic,
  publishers: readonly string[],
): readonly CloudResource[] {
  const place = placeIn(input, project);
  if (place === undefined) return [];
  const on = { id: existingId(path), name, team: "", provider: providerId(place), exists: true as const };
  return publishers.map((member) => publisher(on, place, member));
}

/** On the subscriptions of a queue that exists, and on its dead letters. */
function consumersOfExisting(
  input: BackendInput<GcpPlace>,
  queue: Subscription,
  consumers: readonly string[],
): readonly CloudResource[] {
  const place = input.stack.placeOf(queue.team);
  const dead = deadLettersOf(input, queue);
  const read = [...queue.feeds.map((feed) => subscriptionOf(input, queue, feed)), ...(dead ? [dead] : [])];
  return read.flatMap(({ name, path }) => {
    const on = { id: existingId(path), name, team: queue.team, provider: providerId(place), exists: true as const };
    return consumers.map((member) => subscriber(on, place, member));
  });
}

/** The first one of an id stays: the agent's own grants come before those of teams and wait for more. */
function addFirst(made: Map<string, CloudResource>, ...more: readonly (readonly CloudResource[])[]): void {
  for (const some of more) for (const each of some) if (!made.has(each.id)) made.set(each.id, each);
}

function the<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`the desired state refers to ${id}, which it does not hold`);
  return found;
}
