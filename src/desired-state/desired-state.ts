import type { Span } from "../diagnostic.ts";
import type { QueueKey } from "../topology/graph.ts";
import type { Alarms, Compatibility, Condition, EventBridgeOptions, Retirement } from "../topology/topology.ts";

export type { Condition, QueueKey, Retirement };

/**
 * What must exist, in the words of the domain and of no cloud: plain, sorted, frozen data without
 * positions, so that comments and order in the YAML cannot change it. `Origins` leads back to the text.
 */
export interface DesiredState {
  readonly organization: string;
  /** Who approves changes of what belongs to no team, sorted, as CODEOWNERS spells it; absent when nobody is named. */
  readonly reviewers?: readonly string[];
  readonly teams: readonly Team[];
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  readonly deadLetterQueues: readonly DeadLetterQueue[];
  readonly grants: readonly Grant[];
}

/** `id` is `team:<key>`. */
export interface Team {
  readonly id: string;
  readonly name: string;
  /** The name under which it was first deployed; ids and cloud names are made of it. */
  readonly key: string;
  readonly contact?: string;
  /** Who approves changes of the team, sorted, as CODEOWNERS spells it; absent when nobody is named. */
  readonly reviewers?: readonly string[];
}

/** One event, owned by one team. `id` is `topic:<event>`: it does not change when the owner does. */
export interface Topic {
  readonly id: string;
  readonly event: string;
  /** Name of the owning team. */
  readonly team: string;
  readonly description?: string;
  /** Path of the JSON Schema of the event's data, from where the topology file's own path starts. */
  readonly schema?: string;
  /** What a change of the schema may not break; present where there is a schema. */
  readonly compatibility?: Compatibility;
  /** Consumers, sorted, that agree to a breaking change: to the schema of this fingerprint. */
  readonly accepted?: { readonly schema: string; readonly by: readonly string[] };
  /** Teams that may subscribe beside the owner, sorted, when the owner restricts that; absent when everybody may. */
  readonly allow?: readonly string[];
  /** Whether the owner approves each new subscriber; absent when it does not. */
  readonly approval?: "required";
  /** Messages of one key can be received in order; absent when not. */
  readonly ordered?: true;
  /** How long messages are kept for replay, in seconds; absent when they are not. */
  readonly retentionSeconds?: number;
  /** The schema is registered with the cloud; absent when not. */
  readonly registerSchema?: true;
  /** Nobody publishes any more: it is going to be removed. */
  readonly retired?: Retirement;
}

/**
 * One generation of a team's own queue, fed by one or several events. `id` is `subscription:<team>/<queue>` with the names
 * of the key, and `~g2` for the second generation. Durations are whole seconds. Options are absent when they are not used.
 */
export interface Subscription {
  readonly id: string;
  readonly team: string;
  /** The queue's name in the file; for the short form it is the event's name. */
  readonly queue: string;
  readonly key: QueueKey;
  /** At least one, sorted by event. */
  readonly feeds: readonly Feed[];
  /** Id of its only dead-letter queue. */
  readonly deadLetterQueue: string;
  readonly maxDeliveryAttempts: number;
  readonly ackDeadlineSeconds: number;
  readonly retentionSeconds: number;
  readonly retry?: { readonly minimumSeconds?: number; readonly maximumSeconds?: number };
  readonly maxMessageBytes?: number;
  readonly alarms?: Alarms;
  readonly eventbridge?: EventBridgeOptions;
  readonly ordered?: true;
  readonly exactlyOnce?: true;
  readonly delivery?: "enveloped";
  readonly delaySeconds?: number;
  /** It is going to be removed: no new messages flow in where the cloud can stop that without losing those that wait. */
  readonly retired?: Retirement;
}

/** One event flowing into one queue. `id` is `feed:<team>/<queue>/<event>`, with the names of the queue's key. */
export interface Feed {
  readonly id: string;
  /** Id of the topic. */
  readonly topic: string;
  readonly event: string;
  /** Name of the team that owns the event. */
  readonly owner: string;
  /** The owner's key: the name under which it was first deployed. */
  readonly ownerKey: string;
  readonly filter?: Filter;
  /** The event is going to leave the queue, alone or with it. */
  readonly retired?: Retirement;
}

/**
 * Attribute name → conditions, of which one has to hold, sorted and distinct. A message passes when every attribute named
 * fulfils that.
 */
export type Filter = Readonly<Record<string, readonly Condition[]>>;

/** Holds what the consumer failed to handle. `id` is `dead-letter-queue:<team>/<queue>`. */
export interface DeadLetterQueue {
  readonly id: string;
  readonly subscription: string;
  readonly team: string;
  readonly queue: string;
  readonly key: QueueKey;
}

/** `id` is `grant:<team>/publish/<event>` or `grant:<team>/consume/<queue>`; `on` is the topic's or subscription's id. */
export interface Grant {
  readonly id: string;
  readonly team: string;
  readonly action: "publish" | "consume";
  readonly on: string;
}

/** Where in the text an element of the desired state was declared, by id. */
export type Origins = ReadonlyMap<string, Span>;
