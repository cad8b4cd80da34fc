import type { DesiredState, Feed, Filter, Subscription } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import type { Span } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import type { TeamPrincipals } from "../stack-settings.ts";

/** A topology in a few words, for tests: who owns which event, and which queues there are. */
export interface Sketch {
  readonly organization?: string;
  /** Event → owning team. */
  readonly events: Readonly<Record<string, string>>;
  readonly queues?: readonly QueueSketch[];
}

export interface QueueSketch {
  readonly team: string;
  /** The first event's name unless given. */
  readonly queue?: string;
  readonly events: readonly [string, ...string[]];
  readonly filter?: Filter;
  readonly settings?: Partial<Omit<Subscription, "id" | "team" | "queue" | "feeds">>;
}

export function desiredState({ organization = "ar", events, queues = [] }: Sketch): DesiredState {
  const subscriptions = queues.map(({ team, queue, events: fed, filter, settings }): Subscription => {
    const name = queue ?? fed[0];
    const feeds = [...fed].sort().map(
      (event): Feed => ({
        id: id("feed", team, name, event),
        topic: id("topic", event),
        event,
        owner: events[event] ?? "",
        ownerKey: events[event] ?? "",
        ...(filter && { filter }),
      }),
    );
    return {
      id: id("subscription", team, name),
      team,
      queue: name,
      key: { team, queue: name, generation: 1 },
      feeds,
      deadLetterQueue: id("dead-letter-queue", team, name),
      maxDeliveryAttempts: 5,
      ackDeadlineSeconds: 30,
      retentionSeconds: 604_800,
      ...settings,
    };
  });
  const topics = Object.entries(events).map(([event, team]) => ({ id: id("topic", event), event, team }));
  const teams = [...new Set([...topics, ...subscriptions].map((each) => each.team))];
  return deepFreeze({
    organization,
    teams: sorted(teams.map((name) => ({ id: id("team", name), name, key: name }))),
    topics: sorted(topics),
    subscriptions: sorted(subscriptions),
    deadLetterQueues: sorted(
      subscriptions.map(({ id: subscription, team, queue, key, deadLetterQueue }) => ({
        id: deadLetterQueue,
        subscription,
        team,
        queue,
        key,
      })),
    ),
    grants: sorted([
      ...topics.map(({ id: on, event, team }) => ({
        id: id("grant", team, "publish", event),
        team,
        action: "publish" as const,
        on,
      })),
      ...subscriptions.map(({ id: on, queue, team }) => ({
        id: id("grant", team, "consume", queue),
        team,
        action: "consume" as const,
        on,
      })),
    ]),
  });
}

export interface StackSketch<Place> {
  readonly backend: string;
  readonly place: Place;
  /** The place of a team; the stack's unless given. */
  readonly placeOf?: (team: string) => Place;
  readonly labels?: Readonly<Record<string, string>>;
  readonly principals: (team: string) => TeamPrincipals;
}

/** Every element has a line of its own in `topology.yaml`, and every key in the stack file. */
export function backendInput<Place>(sketch: Sketch, stack: StackSketch<Place>): BackendInput<Place> {
  const desired = desiredState(sketch);
  const feeds = desired.subscriptions.flatMap((queue) => queue.feeds);
  const elements = [...desired.teams, ...desired.topics, ...desired.subscriptions, ...feeds];
  const keys = new Map<string, Span>();
  return {
    desired,
    origins: new Map(elements.map((element, index) => [element.id, line("topology.yaml", index + 1)])),
    stack: {
      stack: "test",
      backend: stack.backend,
      topology: "topology.yaml",
      protect: true,
      labels: stack.labels ?? {},
      place: stack.place,
      placeOf: stack.placeOf ?? (() => stack.place),
      principals: Object.fromEntries(desired.teams.map(({ name }) => [name, stack.principals(name)])),
      spanOf: (path) => {
        const key = path.join("/");
        const span = keys.get(key) ?? line("stacks/Pulumi.test.yaml", keys.size + 1);
        keys.set(key, span);
        return span;
      },
    },
  };
}

function line(file: string, number: number): Span {
  return { file, start: { line: number, column: 1 }, end: { line: number, column: 2 } };
}

function sorted<T extends { readonly id: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
