import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../backends/cloud-resource.ts";
import type { Shard } from "./shard.ts";

/**
 * Stands for everything that a stack is deployed from: a stack whose last run left the same digest has nothing to do,
 * unless something changed in the cloud. Other keys of the stack file and comments do not count.
 * @param places of the backend by the id of their provider
 */
export function planDigest(shard: Shard, protect: boolean, places: ReadonlyMap<string, unknown>): string {
  const used = new Set(shard.resources.map(({ provider }) => provider));
  const plan = {
    version: 1,
    protect,
    places: [...places].filter(([id]) => used.has(id)),
    resources: shard.resources,
    elsewhere: shard.elsewhere,
  };
  return createHash("sha256")
    .update(canonicalJson(plan as unknown as Json))
    .digest("hex");
}
