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
  /** The team's name when it was first deployed, where it had another one. */
  readonly formerly?: NameReference;
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
  /** Whether messages of one key can be received in order. */
  readonly ordered: boolean;
  /** How long messages are kept for replay, in seconds; not kept unless given. */
  readonly retentionSeconds?: number;
  /** Whether the schema is registered with the cloud. */
  readonly registerSchema: boolean;
  readonly retired?: Retirement;
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

/** A name in the file that means something declared elsewhere. */
export interface NameReference {
  readonly name: string;
  readonly span: Span;
}

export type TeamReference = NameReference;

/**
 * How something is going to be removed once its entry leaves the file: `drain`, when it is empty; `retain`, it is left in
 * the cloud and no longer managed; `delete`, with whatever it holds.
 */
export type Retirement = "drain" | "retain" | "delete";

/**
 * What an attribute must be: the text itself; or begin or end with a text; be there with none of the values; compare as a
 * number (in the file's own form, `> 0, <= 5`); be there at all or not.
 */
export type Condition =
  | string
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly anythingBut: readonly string[] }
  | { readonly numeric: string }
  | { readonly exists: boolean };

/** Attribute name → conditions of which one has to hold. A message passes when every attribute named fulfils that. */
export type FilterDeclaration = Readonly<Record<string, readonly Condition[]>>;

export interface SubscriptionDeclaration {
  readonly team: string;
  /** The queue's name, or the name of the only event. */
  readonly queue: string;
  readonly events: readonly EventReference[];
  /** The queue's name when it was first deployed, where it had another one. */
  readonly formerly?: NameReference;
  readonly filter?: FilterDeclaration;
  readonly policy: SubscriptionPolicy;
  readonly ordered: boolean;
  readonly exactlyOnce: boolean;
  readonly delivery: "raw" | "enveloped";
  /** How long a new message is held back, in seconds. */
  readonly delaySeconds?: number;
  readonly retired?: Retirement;
  /** 1 for the first. */
  readonly generation: number;
  /** The generation before this one, as long as it is still read. */
  readonly previous?: PreviousGeneration;
  /** The queue's name in the file, or the event's where that is the queue's name. */
  readonly span: Span;
}

/** `crm/CUSTOMER_CREATED` has the owner `crm`; the short form has none. */
export interface EventReference {
  readonly owner?: string;
  readonly event: string;
  /** The event is going to leave the queue; the queue stays. */
  readonly retired?: Retirement;
  readonly span: Span;
}

/** How the former generation differs from the present one. */
export interface PreviousGeneration {
  readonly filter?: FilterDeclaration;
  readonly ordered: boolean;
  readonly retired: Retirement;
  /** The key `previous`. */
  readonly span: Span;
}

/** Only what the file says; durations in seconds. */
export interface SubscriptionPolicy {
  readonly ackDeadlineSeconds?: number;
  readonly retentionSeconds?: number;
  readonly maxDeliveryAttempts?: number;
  /** Wait before a refused message is delivered again: from minimum to maximum. */
  readonly retry?: { readonly minimumSeconds?: number; readonly maximumSeconds?: number };
  readonly maxMessageBytes?: number;
  readonly alarms?: Alarms;
  readonly eventbridge?: EventBridgeOptions;
}

/** From which values on the team is told; messages, and seconds. */
export interface Alarms {
  readonly deadLetters?: number;
  readonly oldestMessageSeconds?: number;
  readonly undeliverable?: number;
}

/** What no other cloud has. */
export interface EventBridgeOptions {
  readonly deliveryRetry?: { readonly maximumAgeSeconds?: number; readonly maximumAttempts?: number };
}
