/** Whose approval a change needs, and why. */
export interface Approval {
  /** Undefined for what belongs to no team: the organization as a whole. */
  readonly team?: string;
  /** Sorted, as CODEOWNERS spells them; any of them will do. Empty when nobody is named. */
  readonly reviewers: readonly string[];
  readonly reasons: readonly ApprovalReason[];
}

export type ApprovalReason = Edited | NewSubscriber;

/** Something of the team is added, removed or changed. */
export interface Edited {
  readonly kind: "edited";
  /** Ids of the desired state, sorted. */
  readonly ids: readonly string[];
}

/** A team begins to take an event whose owner approves each new subscriber. */
export interface NewSubscriber {
  readonly kind: "new-subscriber";
  readonly event: string;
  readonly subscriber: string;
}
