import type { Span } from "../diagnostic.ts";
import type { Graph, QueueNode } from "../topology/graph.ts";
import type { DesiredState, Feed, Filter, Origins, Subscription } from "./desired-state.ts";
import { id } from "./id.ts";

/** Graph → DesiredState, with the place in the text of everything that was declared there. */
export function derive(graph: Graph): { readonly desired: DesiredState; readonly origins: Origins } {
  const desired: DesiredState = {
    organization: graph.organization,
    teams: byId(
      graph.teams.map(({ name, contact }) => ({
        id: id("team", name),
        name,
        ...(contact !== undefined && { contact }),
      })),
    ),
    topics: byId(
      graph.events.map(({ name, team, description, schema }) => ({
        id: id("topic", name),
        event: name,
        team,
        ...(description !== undefined && { description }),
        ...(schema && { schema: schema.path }),
      })),
    ),
    subscriptions: byId(graph.queues.map(subscriptionOf)),
    deadLetterQueues: byId(
      graph.queues.map(({ team, queue }) => ({
        id: id("dead-letter-queue", team, queue),
        subscription: id("subscription", team, queue),
        team,
        queue,
      })),
    ),
    grants: byId([
      ...graph.events.map(({ team, name }) => ({
        id: id("grant", team, "publish", name),
        team,
        action: "publish" as const,
        on: id("topic", name),
      })),
      ...graph.queues.map(({ team, queue }) => ({
        id: id("grant", team, "consume", queue),
        team,
        action: "consume" as const,
        on: id("subscription", team, queue),
      })),
    ]),
  };
  return { desired: deepFreeze(desired), origins: originsOf(graph) };
}

function subscriptionOf(node: QueueNode): Subscription {
  const { team, queue, ackDeadlineSeconds, retentionSeconds, maxDeliveryAttempts } = node;
  const filter = node.filter && sortedFilter(node.filter);
  return {
    id: id("subscription", team, queue),
    team,
    queue,
    feeds: byId(
      node.inputs.map(
        ({ event }): Feed => ({
          id: id("feed", team, queue, event.name),
          topic: id("topic", event.name),
          event: event.name,
          owner: event.team,
          ...(filter && { filter }),
        }),
      ),
    ),
    deadLetterQueue: id("dead-letter-queue", team, queue),
    maxDeliveryAttempts,
    ackDeadlineSeconds,
    retentionSeconds,
  };
}

function originsOf(graph: Graph): Origins {
  return new Map<string, Span>([
    ...graph.teams.map((team): [string, Span] => [id("team", team.name), team.span]),
    ...graph.events.flatMap((event): [string, Span][] => [
      [id("topic", event.name), event.span],
      [id("grant", event.team, "publish", event.name), event.span],
    ]),
    ...graph.queues.flatMap(({ team, queue, span, inputs }): [string, Span][] => [
      [id("subscription", team, queue), span],
      [id("dead-letter-queue", team, queue), span],
      [id("grant", team, "consume", queue), span],
      ...inputs.map((input): [string, Span] => [id("feed", team, queue, input.event.name), input.span]),
    ]),
  ]);
}

function sortedFilter(filter: Filter): Filter {
  const attributes = Object.entries(filter).map(([name, values]): [string, readonly string[]] => [
    name,
    [...values].sort(),
  ]);
  return Object.fromEntries(attributes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Sorted by id in code-unit order, which does not depend on the machine's language. */
function byId<Element extends { readonly id: string }>(elements: readonly Element[]): readonly Element[] {
  return [...elements].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function deepFreeze<Value>(value: Value): Value {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
