import { lazily } from "../once.ts";
import { DEFAULT_COMPATIBILITY } from "../topology/defaults.ts";
import type { Graph, QueueNode } from "../topology/graph.ts";
import type { EventDeclaration } from "../topology/topology.ts";
import type {
  DeadLetterQueue,
  DesiredState,
  Feed,
  Grant,
  Origins,
  Subscription,
  Team,
  Topic,
} from "./desired-state.ts";
import { sortedFilter } from "./filter.ts";
import { id, queueInIds } from "./id.ts";
import { originsOf } from "./origins.ts";

/**
 * Graph → DesiredState, with the place in the text of everything that was declared there. Each list is made when it is first
 * asked for: who checks a file needs none of them, who compares two revisions not all.
 */
export function derive(graph: Graph): { readonly desired: DesiredState; readonly origins: Origins } {
  const keys = lazily(() => new Map(graph.teams.map((team) => [team.name, team.key])));
  const topics = lazily(() => byId(graph.events.map(topicOf)));
  const subscriptions = lazily(() => {
    const topicIds = new Map(graph.events.map((event) => [event, id("topic", event.name)]));
    return byId(graph.queues.map((queue) => subscriptionOf(queue, topicIds, keys())));
  });
  // In the same order: the ids differ in how they begin only.
  const deadLetterQueues = lazily(() => Object.freeze(subscriptions().map(deadLetterQueueOf)));
  const grants = lazily(() =>
    byId([
      ...subscriptions().map(consumeGrant),
      ...topics()
        .filter(({ retired }) => retired === undefined)
        .map((topic) => publishGrant(topic, keys())),
    ]),
  );
  const desired: DesiredState = {
    organization: graph.organization,
    ...reviewed(graph.reviewers),
    teams: byId(graph.teams.map(teamOf)),
    get topics() {
      return topics();
    },
    get subscriptions() {
      return subscriptions();
    },
    get deadLetterQueues() {
      return deadLetterQueues();
    },
    get grants() {
      return grants();
    },
  };
  return { desired: Object.freeze(desired), origins: originsOf(graph) };
}

function teamOf({ name, key, contact, reviewers }: Graph["teams"][number]): Team {
  return Object.freeze({
    id: id("team", key),
    name,
    key,
    ...(contact !== undefined && { contact }),
    ...reviewed(reviewers),
  });
}

function topicOf(event: EventDeclaration): Topic {
  const { name, team, description, schema, visibility, allow, approval, retentionSeconds, retired } = event;
  return Object.freeze({
    id: id("topic", name),
    event: name,
    team,
    ...(description !== undefined && { description }),
    ...(schema && { schema: schema.path, compatibility: event.compatibility ?? DEFAULT_COMPATIBILITY }),
    ...acceptedOf(event),
    ...(visibility === "restricted" && { allow: names(allow.map((team) => team.name)) }),
    ...(approval === "required" && { approval }),
    ...(event.ordered && { ordered: true as const }),
    ...(retentionSeconds !== undefined && { retentionSeconds }),
    ...(event.registerSchema && { registerSchema: true as const }),
    ...(retired && { retired }),
  });
}

function acceptedOf({ accepted }: EventDeclaration): Pick<Topic, "accepted"> {
  if (accepted === undefined) return {};
  const by = Object.freeze([...new Set(accepted.by.map((team) => team.name))].sort());
  return { accepted: Object.freeze({ schema: accepted.schema, by }) };
}

function subscriptionOf(
  node: QueueNode,
  topicIds: ReadonlyMap<EventDeclaration, string>,
  keys: ReadonlyMap<string, string>,
): Subscription {
  const { team, queue, key, inputs, retired } = node;
  const inIds = queueInIds(key);
  const filter = node.filter && sortedFilter(node.filter);
  const feeds = inputs.map(({ event, retired: leaving = retired }): Feed => {
    const feed = {
      id: id("feed", key.team, inIds, event.name),
      topic: topicIds.get(event) ?? id("topic", event.name),
      event: event.name,
      owner: event.team,
      ownerKey: keys.get(event.team) ?? event.team,
    };
    if (filter === undefined && leaving === undefined) return Object.freeze(feed);
    return Object.freeze({ ...feed, ...(filter && { filter }), ...(leaving && { retired: leaving }) });
  });
  const subscription: Subscription = {
    id: id("subscription", key.team, inIds),
    team,
    queue,
    key: Object.freeze(key),
    feeds: byId(feeds),
    deadLetterQueue: id("dead-letter-queue", key.team, inIds),
    maxDeliveryAttempts: node.maxDeliveryAttempts,
    ackDeadlineSeconds: node.ackDeadlineSeconds,
    retentionSeconds: node.retentionSeconds,
  };
  return Object.freeze(isOrdinary(node) ? subscription : { ...subscription, ...optionsOf(node) });
}

/** Whether a queue has no options: most have none, and there are many. */
function isOrdinary(node: QueueNode): boolean {
  return (
    !(node.ordered || node.exactlyOnce || node.delivery === "enveloped") &&
    (node.retry ?? node.maxMessageBytes ?? node.alarms ?? node.eventbridge ?? node.delaySeconds ?? node.retired) ===
      undefined
  );
}

/** What a queue does beyond the ordinary; most have nothing of it. */
function optionsOf(node: QueueNode): Partial<Subscription> {
  const { retry, maxMessageBytes, alarms, eventbridge, delaySeconds, retired } = node;
  return {
    ...(retry && { retry }),
    ...(maxMessageBytes !== undefined && { maxMessageBytes }),
    ...(alarms && { alarms }),
    ...(eventbridge && { eventbridge }),
    ...(node.ordered && { ordered: true as const }),
    ...(node.exactlyOnce && { exactlyOnce: true as const }),
    ...(node.delivery === "enveloped" && { delivery: "enveloped" as const }),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(retired && { retired }),
  };
}

function deadLetterQueueOf({ id, team, queue, key, deadLetterQueue }: Subscription): DeadLetterQueue {
  return Object.freeze({ id: deadLetterQueue, subscription: id, team, queue, key });
}

function publishGrant({ id: on, team, event }: Topic, keys: ReadonlyMap<string, string>): Grant {
  return Object.freeze({ id: id("grant", keys.get(team) ?? team, "publish", event), team, action: "publish", on });
}

function consumeGrant({ id: on, team, key }: Subscription): Grant {
  return Object.freeze({ id: id("grant", key.team, "consume", queueInIds(key)), team, action: "consume", on });
}

function reviewed(reviewers: readonly string[]): { readonly reviewers?: readonly string[] } {
  return reviewers.length === 0 ? {} : { reviewers: names(reviewers) };
}

function names(some: readonly string[]): readonly string[] {
  return Object.freeze([...new Set(some)].sort());
}

/** Sorts what was made for it by id in code-unit order, which does not depend on the machine's language. */
function byId<Element extends { readonly id: string }>(elements: Element[]): readonly Element[] {
  if (elements.length > 1) elements.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return Object.freeze(elements);
}
