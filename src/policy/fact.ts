/**
 * What rules look at. Facts are made of the desired state, or of the cloud resources that stand for it, so that one
 * rule holds for both; what only the file says (descriptions, contacts) is undefined in facts made of resources.
 */
export type Fact = TeamFact | EventFact | QueueFact | FeedFact | BackendFact;

export interface TeamFact {
  readonly kind: "team";
  /** Where it was found: an id of the desired state, or the URN of a resource. */
  readonly at: string;
  readonly team: string;
  readonly stated?: { readonly contact: boolean; readonly reviewers: boolean };
}

export interface EventFact {
  readonly kind: "event";
  readonly at: string;
  /** The owner. */
  readonly team: string;
  readonly event: string;
  readonly stated?: { readonly description: boolean; readonly schema: boolean; readonly restrictedToNobody: boolean };
}

/** What is undefined is not said there: the queue of an EventBridge rule, for example, is another resource. */
export interface QueueFact {
  readonly kind: "queue";
  readonly at: string;
  readonly team: string;
  readonly queue: string;
  readonly retentionSeconds?: number;
  readonly ackDeadlineSeconds?: number;
  readonly maxDeliveryAttempts?: number;
}

export interface FeedFact {
  readonly kind: "feed";
  readonly at: string;
  /** The subscriber. */
  readonly team: string;
  readonly queue: string;
  readonly event: string;
  /** The owner of the event. */
  readonly owner?: string;
  readonly filtered: boolean;
}

export interface BackendFact {
  readonly kind: "backend";
  readonly at: string;
  readonly backend: string;
}
