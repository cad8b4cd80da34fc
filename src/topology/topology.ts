import type { Span } from "../diagnostic.ts";

/** What the file says, team by team, with the place of each statement. References are not resolved yet. */
export interface Topology {
  readonly organization: string;
  /** Who approves changes of what belongs to no team. */
  readonly reviewers: readonly string[];
  readonly defaults: SubscriptionPolicy;
  readonly teams: readonly TeamDeclaration[];
}

export interface TeamDeclaration {
  readonly name: string;
  readonly contact?: string;
  /** Who approves changes of the team, as CODEOWNERS spells it. */
  readonly reviewers: readonly string[];
  readonly events: readonly EventDeclaration[];
  readonly subscriptions: readonly SubscriptionDeclaration[];
  /** The team's name in the file. */
  readonly span: Span;
}

export interface EventDeclaration {
  readonly name: string;
  readonly team: string;
  readonly description?: string;
  /** Path of the JSON Schema, from where the paths of all files start. In the file it is relative to that file. */
  readonly schema?: { readonly path: string; readonly span: Span };
  /** What a change of the schema may not break, where the file says it. */
  readonly compatibility?: Compatibility;
  /** Teams that agree to a breaking change of the schema. */
  readonly accepted?: Acceptance;
  /** Path of a JSON file with an example of the event's data, from where the paths of all files start. */
  readonly example?: { readonly path: string; readonly span: Span };
  readonly visibility: "public" | "restricted";
  readonly allow: readonly TeamReference[];
  /** Whether the owner approves each new subscriber. */
  readonly approval: "required" | "none";
  /** The event's name in the file. */
  readonly span: Span;
}

/**
 * In the words of Confluent's Schema Registry: `backward`, that consumers with the new schema can read old data; `forward`,
 * that consumers with the old schema can read new data; `full`, both.
 */
export type Compatibility = "backward" | "forward" | "full" | "none";

export interface Acceptance {
  /** Fingerprint of the schema agreed to, and of no other. */
  readonly schema: string;
  readonly by: readonly TeamReference[];
  /** The fingerprint in the file. */
  readonly span: Span;
}

export interface TeamReference {
  readonly name: string;
  readonly span: Span;
}

export interface SubscriptionDeclaration {
  readonly team: string;
  /** The queue's name, or the name of the only event. */
  readonly queue: string;
  readonly events: readonly EventReference[];
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly policy: SubscriptionPolicy;
  /** The queue's name in the file, or the event's where that is the queue's name. */
  readonly span: Span;
}

/** `crm/CUSTOMER_CREATED` has the owner `crm`; the short form has none. */
export interface EventReference {
  readonly owner?: string;
  readonly event: string;
  readonly span: Span;
}

/** Only what the file says; durations in seconds. */
export interface SubscriptionPolicy {
  readonly ackDeadlineSeconds?: number;
  readonly retentionSeconds?: number;
  readonly maxDeliveryAttempts?: number;
}
