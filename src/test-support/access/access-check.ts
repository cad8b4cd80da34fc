import type { CloudResource } from "../../backends/cloud-resource.ts";

/** Invariant 3 of the design, section 5, for one desired state on one stack. */
export interface AccessCheck {
  /** How many (principal, action, resource) are asked. */
  readonly questions: number;
  /**
   * The first answer that the policies in these resources give against the desired state; undefined when there is none.
   * Throws where they say what is not evaluated: it proves nothing.
   */
  problem(resources: readonly CloudResource[]): Promise<string | undefined>;
}
