import type { Span } from "../diagnostic.ts";
import type { Alarms, EventBridgeOptions, EventDeclaration, FilterDeclaration, Retirement } from "./topology.ts";

/** What is meant: every reference leads to its event and every value is filled in. Only made of a topology without errors. */
export interface Graph {
  readonly organization: string;
  readonly reviewers: readonly string[];
  readonly teams: readonly TeamNode[];
  readonly events: readonly EventDeclaration[];
  /** Those of all teams. */
  readonly queues: readonly QueueNode[];
}

export interface TeamNode {
  readonly name: string;
  /** The name under which it was first deployed. */
  readonly key: string;
  readonly contact?: string;
  readonly reviewers: readonly string[];
  readonly queues: readonly QueueNode[];
  readonly span: Span;
}

/** One generation of a queue. */
export interface QueueNode {
  readonly team: string;
  readonly queue: string;
  readonly key: QueueKey;
  readonly inputs: readonly Input[];
  readonly filter?: FilterDeclaration;
  readonly ackDeadlineSeconds: number;
  readonly retentionSeconds: number;
  readonly maxDeliveryAttempts: number;
  readonly retry?: { readonly minimumSeconds?: number; readonly maximumSeconds?: number };
  readonly maxMessageBytes?: number;
  readonly alarms?: Alarms;
  readonly eventbridge?: EventBridgeOptions;
  readonly ordered: boolean;
  readonly exactlyOnce: boolean;
  readonly delivery: "raw" | "enveloped";
  readonly delaySeconds?: number;
  readonly retired?: Retirement;
  readonly span: Span;
}

/** What ids and cloud names are made of: it never changes, whatever the team and the queue are called today. */
export interface QueueKey {
  readonly team: string;
  readonly queue: string;
  /** 1 for the first. */
  readonly generation: number;
}

/** One event that flows into a queue. */
export interface Input {
  readonly event: EventDeclaration;
  readonly retired?: Retirement;
  readonly span: Span;
}
