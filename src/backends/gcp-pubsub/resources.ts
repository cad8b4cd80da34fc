import type { BackendInput } from "../backend.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { principalsOf } from "../missing-principal.ts";
import { publisher, subscriber } from "./access.ts";
import { labels } from "./labels.ts";
import { topicName } from "./names.ts";
import { providerId } from "./project.ts";
import { deadLetterSubscriptionId, queueResources } from "./queue.ts";
import { services } from "./services.ts";
import type { GcpPlace } from "./settings.ts";
import { pubsubTopic } from "./topic.ts";

/** Every resource of the topology in the projects of its teams, sorted by id. A grant that two reasons ask for is there once. */
export function resources(input: BackendInput<GcpPlace>): readonly CloudResource[] {
  const { desired, stack } = input;
  const prepared = services(input);
  const servicesOf = (team: string) => the(prepared, providerId(stack.placeOf(team)));

  const topics = desired.topics.map(({ id, event, team }) =>
    pubsubTopic(
      { id, name: topicName(desired.organization, event), team, dependsOn: servicesOf(team).api },
      stack.placeOf(team),
      labels(stack.labels, { team, event }),
    ),
  );
  const queues = desired.subscriptions.flatMap((queue) => queueResources(input, queue, servicesOf(queue.team)));
  const once = [...prepared.values()].flatMap(({ resources }) => resources);
  const made = byId([...once, ...topics, ...queues]);
  const grants = grantedResources(input, made);
  return [...byId([...made.values(), ...grants]).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Publishers on their team's topics; consumers on each subscription of their team's queues and on the dead letters. */
function grantedResources(
  { desired, stack }: BackendInput<GcpPlace>,
  made: ReadonlyMap<string, CloudResource>,
): CloudResource[] {
  const queues = new Map(desired.subscriptions.map((queue) => [queue.id, queue]));
  return desired.grants.flatMap(({ action, on, team }) => {
    const { publishers, consumers } = principalsOf(stack, team);
    const place = stack.placeOf(team);
    if (action === "publish") return publishers.map((member) => publisher(the(made, on), place, member));
    const queue = the(queues, on);
    const readable = [...queue.feeds.map((feed) => feed.id), deadLetterSubscriptionId(queue)];
    return readable.flatMap((id) => consumers.map((member) => subscriber(the(made, id), place, member)));
  });
}

/** The first one stays: the agent's own grants come before those of teams and wait for more. */
function byId(all: readonly CloudResource[]): ReadonlyMap<string, CloudResource> {
  const first = new Map<string, CloudResource>();
  for (const each of all) if (!first.has(each.id)) first.set(each.id, each);
  return first;
}

function the<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`the desired state refers to ${id}, which it does not hold`);
  return found;
}
