import type { Span } from "../diagnostic.ts";

/** What the platform team asks of a topology: `topology.policy.yaml`, decoded. */
export interface Policy {
  readonly rules: readonly PolicyRule[];
}

export type PolicyRule =
  | NameRule
  | StatementRule
  | DurationRule
  | AttemptsRule
  | ForbiddenSubscriptionRule
  | RequiredFilterRule
  | AllowedBackendsRule;

interface AnyRule {
  readonly level: "error" | "warning";
  /** The platform team's own words, told after what is wrong. */
  readonly message?: string;
  /** The teams the rule is for; all when undefined. */
  readonly teams?: readonly NamedPlace[];
  readonly exceptTeams?: readonly NamedPlace[];
  /** The rule's name in the policy file. */
  readonly span: Span;
}

/** A name in the policy file that has to be one of the topology, to mean anything. */
export interface NamedPlace {
  readonly name: string;
  readonly span: Span;
}

export interface NameRule extends AnyRule {
  readonly rule: "team-name" | "event-name" | "queue-name";
  readonly pattern: string;
  readonly patternSpan: Span;
}

/** Asks that something is said at all. */
export interface StatementRule extends AnyRule {
  readonly rule: "team-contact" | "team-reviewers" | "event-description" | "event-schema" | "restricted-event-allow";
}

/** Bounds in seconds, inclusive. */
export interface DurationRule extends AnyRule {
  readonly rule: "retention" | "ack-deadline";
  readonly min?: number;
  readonly max?: number;
}

export interface AttemptsRule extends AnyRule {
  readonly rule: "delivery-attempts";
  readonly min?: number;
  readonly max?: number;
}

export interface ForbiddenSubscriptionRule extends AnyRule {
  readonly rule: "forbidden-subscription";
  readonly owners: readonly NamedPlace[];
  readonly events: readonly NamedPlace[];
}

export interface RequiredFilterRule extends AnyRule {
  readonly rule: "required-filter";
  readonly events: readonly NamedPlace[];
}

export interface AllowedBackendsRule extends AnyRule {
  readonly rule: "allowed-backends";
  readonly backends: readonly NamedPlace[];
}
