import type { GcpCall } from "./gcp-decisions.ts";
import type { LiveQuestion } from "./live-question.ts";

/** A permission that somebody has or has not, as one of the calls that take it. */
export interface LiveGcpQuestion extends LiveQuestion {
  readonly call: GcpCall;
  /** By project. */
  readonly deployers: ReadonlyMap<string, string>;
}
