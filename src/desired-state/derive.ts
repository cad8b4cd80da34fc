import { DEFAULT_COMPATIBILITY } from "../topology/defaults.ts";
import type { Graph, QueueNode } from "../topology/graph.ts";
import type { EventDeclaration } from "../topology/topology.ts";
import type {
  DeadLetterQueue,
  DesiredState,
  Feed,
  Filter,
  Grant,
  Origins,
  Subscription,
  Team,
  Topic,
} from "./desired-state.ts";
import { id } from "./id.ts";
import { originsOf } from "./origins.ts";

/** Graph → DesiredState, with the place in the text of everything that was declared there. */
export function derive(graph: Graph): { readonly desired: DesiredState; readonly origins: Origins } {
  const topicIds = new Map(graph.events.map((event) => [event, id("topic", event.name)]));
  const topics = byId(graph.events.map(topicOf));
  const subscriptions = byId(graph.queues.map((queue) => subscriptionOf(queue, topicIds)));
  // Made when they are first asked for: who compares two revisions never does.
  let deadLetterQueues: readonly DeadLetterQueue[] | undefined;
  let grants: readonly Grant[] | undefined;
  const desired: DesiredState = {
    organization: graph.organization,
    ...reviewed(graph.reviewers),
    teams: byId(graph.teams.map(teamOf)),
    topics,
    subscriptions,
    get deadLetterQueues() {
      // The same order: the ids differ in how they begin only.
      deadLetterQueues ??= Object.freeze(subscriptions.map(deadLetterQueueOf));
      return deadLetterQueues;
    },
    get grants() {
      grants ??= byId([...subscriptions.map(consumeGrant), ...topics.map(publishGrant)]);
      return grants;
    },
  };
  return { desired: Object.freeze(desired), origins: originsOf(graph) };
}

function teamOf({ name, contact, reviewers }: Graph["teams"][number]): Team {
  return Object.freeze({
    id: id("team", name),
    name,
    ...(contact !== undefined && { contact }),
    ...reviewed(reviewers),
  });
}

function topicOf(event: EventDeclaration): Topic {
  const { name, team, description, schema, visibility, allow, approval } = event;
  return Object.freeze({
    id: id("topic", name),
    event: name,
    team,
    ...(description !== undefined && { description }),
    ...(schema && { schema: schema.path, compatibility: event.compatibility ?? DEFAULT_COMPATIBILITY }),
    ...acceptedOf(event),
    ...(visibility === "restricted" && { allow: names(allow.map((team) => team.name)) }),
    ...(approval === "required" && { approval }),
  });
}

function acceptedOf({ accepted }: EventDeclaration): Pick<Topic, "accepted"> {
  if (accepted === undefined) return {};
  const by = Object.freeze([...new Set(accepted.by.map((team) => team.name))].sort());
  return { accepted: Object.freeze({ schema: accepted.schema, by }) };
}

function subscriptionOf(node: QueueNode, topicIds: ReadonlyMap<EventDeclaration, string>): Subscription {
  const { team, queue, inputs, ackDeadlineSeconds, retentionSeconds, maxDeliveryAttempts } = node;
  const filter = node.filter && sortedFilter(node.filter);
  const feeds = inputs.map(({ event }): Feed => {
    const feed = {
      id: id("feed", team, queue, event.name),
      topic: topicIds.get(event) ?? id("topic", event.name),
      event: event.name,
      owner: event.team,
    };
    return Object.freeze(filter === undefined ? feed : { ...feed, filter });
  });
  return Object.freeze({
    id: id("subscription", team, queue),
    team,
    queue,
    feeds: byId(feeds),
    deadLetterQueue: id("dead-letter-queue", team, queue),
    maxDeliveryAttempts,
    ackDeadlineSeconds,
    retentionSeconds,
  });
}

function deadLetterQueueOf({ id, team, queue, deadLetterQueue }: Subscription): DeadLetterQueue {
  return Object.freeze({ id: deadLetterQueue, subscription: id, team, queue });
}

function publishGrant({ id: on, team, event }: Topic): Grant {
  return Object.freeze({ id: id("grant", team, "publish", event), team, action: "publish", on });
}

function consumeGrant({ id: on, team, queue }: Subscription): Grant {
  return Object.freeze({ id: id("grant", team, "consume", queue), team, action: "consume", on });
}

function reviewed(reviewers: readonly string[]): { readonly reviewers?: readonly string[] } {
  return reviewers.length === 0 ? {} : { reviewers: names(reviewers) };
}

function names(some: readonly string[]): readonly string[] {
  return Object.freeze([...new Set(some)].sort());
}

function sortedFilter(filter: Filter): Filter {
  const attributes = Object.entries(filter).map(([name, values]): [string, readonly string[]] => [
    name,
    Object.freeze([...values].sort()),
  ]);
  return Object.freeze(Object.fromEntries(attributes.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Sorts what was made for it by id in code-unit order, which does not depend on the machine's language. */
function byId<Element extends { readonly id: string }>(elements: Element[]): readonly Element[] {
  if (elements.length > 1) elements.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return Object.freeze(elements);
}
