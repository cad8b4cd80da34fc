import type { Backend } from "../backends/backend.ts";
import type { StackSettings } from "../backends/stack-settings.ts";

/** One stack as it stands in the two revisions. */
export interface StackToReview {
  readonly name: string;
  /** Undefined when it cannot be told. */
  readonly backend: Backend | undefined;
  /** Undefined when the base has no such stack yet, so that everything on it is new. */
  readonly base: StackSettings | undefined;
  readonly head: StackSettings | undefined;
  /** Why it cannot be compared, one sentence each. */
  readonly problems: readonly string[];
}
