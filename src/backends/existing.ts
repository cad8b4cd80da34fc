import type { Subscription } from "../desired-state/desired-state.ts";
import type { Span } from "../diagnostic.ts";

/**
 * What is there already in the stack's environment, made and kept by somebody else: it is referred to and never managed.
 * By the names of the topology; each value has the shape of the backend's `existingSchemas`.
 */
export interface Existing {
  /** By event. */
  readonly events: Readonly<Record<string, unknown>>;
  /** By `team/queue`. */
  readonly queues: Readonly<Record<string, unknown>>;
}

/** JSON Schemas (draft 2020-12) of what exists already; each property has a description. */
export interface ExistingSchemas {
  readonly event: object;
  readonly queue: object;
}

/** What is asked of a stack's settings here. */
interface Stack {
  readonly existing?: Existing;
  readonly spanOf: (path: readonly string[]) => Span;
}

/** What the stack says of an event's topic that exists; undefined for an event whose topic is ours to make. */
export function existingEvent({ existing }: Stack, event: string): unknown {
  return existing !== undefined && Object.hasOwn(existing.events, event) ? existing.events[event] : undefined;
}

/** What the stack says of a queue that exists; undefined for one that is ours to make. */
export function existingQueue({ existing }: Stack, { team, queue }: Pick<Subscription, "team" | "queue">): unknown {
  const key = `${team}/${queue}`;
  return existing !== undefined && Object.hasOwn(existing.queues, key) ? existing.queues[key] : undefined;
}

/** Where the stack file says of an event or queue what exists. */
export function spanOfExisting(stack: Stack, kind: keyof Existing, name: string): Span {
  return stack.spanOf(["existing", kind, name]);
}
