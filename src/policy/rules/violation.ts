import type { Fact } from "../fact.ts";

/** One place where a rule is broken. */
export interface Violation {
  readonly fact: Fact;
  /** What is wrong, as one clause without a full stop. */
  readonly complaint: string;
}
