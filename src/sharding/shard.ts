import type { CloudResource } from "../backends/cloud-resource.ts";

/** How a topology is divided into stacks of the engine: not at all, or one for each team. */
export type Sharding = "none" | "team";

/** One stack of the engine and what it holds; of an unsharded topology the only one. */
export interface Shard {
  /** Name of the engine's stack: `<base>.<team key>`, `<base>._shared`, or `<base>` alone. */
  readonly stack: string;
  /** Sorted by id, with the dependencies within the shard only. */
  readonly resources: readonly CloudResource[];
  /**
   * What they depend on in other shards: id → ids. No stack reads another's outputs, since names are computed; this is for
   * the order in which the stacks are brought up.
   */
  readonly elsewhere: Elsewhere;
}

export type Elsewhere = Readonly<Record<string, readonly string[]>>;
