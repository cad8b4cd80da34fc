import type { Span } from "../diagnostic.ts";

/** From harmless to dangerous: can lose messages, widens access, or breaks a consumer or publisher. */
export type ChangeSeverity = "safe" | "attention" | "dangerous";

export type ChangeKind =
  | "organization-changed"
  | "reviewers-changed"
  | "stack-moved"
  | "protection-changed"
  | "team-added"
  | "team-removed"
  | "team-renamed"
  | "team-moved"
  | "team-contact-changed"
  | "event-added"
  | "event-removed"
  | "event-retired"
  | "event-changed"
  | "event-owner-changed"
  | "event-access-widened"
  | "event-access-narrowed"
  | "event-approval-changed"
  | "event-description-changed"
  | "event-schema-path-changed"
  | "event-schema-changed"
  | "subscription-added"
  | "subscription-removed"
  | "subscription-retired"
  | "subscription-changed"
  | "grant-widened"
  | "grant-narrowed";

/** One thing that a change of the file does, in the words of the domain. Plain data; texts are not escaped for any format. */
export interface Change {
  readonly kind: ChangeKind;
  /**
   * The element's id in the desired state, for example `subscription:marketing/CUSTOMER_CREATED`; `organization`;
   * `stack:<stack>`, and `principals:<team>/<stack>` and `place:<team>/<stack>` for what a stack file says of a team.
   * Unique together with `kind`.
   */
  readonly id: string;
  /** The team that the element belongs to after the change; before it, when the element has gone. Empty for what belongs to no team. */
  readonly team: string;
  readonly severity: ChangeSeverity;
  /** What happens, as one clause without a full stop: `marketing subscribes to CUSTOMER_CREATED`. */
  readonly summary: string;
  /** What differs, field by field; empty for what is added or removed as a whole. */
  readonly details: readonly ChangeDetail[];
  /** Why it has this severity, in sentences without names, so that changes with the same reason can be told together. */
  readonly reason: string;
  /** Where it is said: in the head, or in the base for what has gone. */
  readonly span?: Span;
  /** Present when the element, and so the span, is in the base only. */
  readonly side?: "base";
  /** Names in the texts beside those of teams and in the id, so that formats can set them apart. */
  readonly names?: readonly string[];
  /** Other teams that the change reaches directly, sorted: consumers of the event, owners of the events subscribed to. */
  readonly teams: readonly string[];
}

/** `from` is absent where there was nothing, `to` where there is nothing any more. Values as a person reads them: `7d`. */
export interface ChangeDetail {
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
}
