import type { Span } from "../diagnostic.ts";
import type { EventDeclaration } from "./topology.ts";

/** What is meant: every reference leads to its event and every value is filled in. Only made of a topology without errors. */
export interface Graph {
  readonly organization: string;
  readonly reviewers: readonly string[];
  readonly teams: readonly TeamNode[];
  readonly events: readonly EventDeclaration[];
  readonly queues: readonly QueueNode[];
}

export interface TeamNode {
  readonly name: string;
  readonly contact?: string;
  readonly reviewers: readonly string[];
  readonly span: Span;
}

export interface QueueNode {
  readonly team: string;
  readonly queue: string;
  readonly inputs: readonly Input[];
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly ackDeadlineSeconds: number;
  readonly retentionSeconds: number;
  readonly maxDeliveryAttempts: number;
  readonly span: Span;
}

/** One event that flows into a queue. */
export interface Input {
  readonly event: EventDeclaration;
  readonly span: Span;
}
