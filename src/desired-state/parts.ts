import type { DesiredState } from "./desired-state.ts";

/** Makes parts of a desired state without making the rest of it. Teams are given by name. */
export interface Parts {
  /** What these teams own: their topics, queues and grants. All teams stay. */
  part(teams: ReadonlySet<string>): DesiredState;
  /** The teams, whose events they consume, and who consumes theirs. */
  neighbours(teams: ReadonlySet<string>): ReadonlySet<string>;
}
