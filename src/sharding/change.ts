import { isDeepStrictEqual } from "node:util";
import type { CloudResource } from "../backends/cloud-resource.ts";
import type { DeployedResource, DeployedShard } from "./deployed-shard.ts";
import type { Shard } from "./shard.ts";

/** One resource that a stack has to make, update or remove. */
export interface Change {
  readonly kind: "make" | "remove";
  readonly id: string;
  readonly type: string;
  readonly stack: string;
}

/** What is to be done in one stack. */
export interface ShardWork {
  readonly stack: string;
  /** Undefined when nothing is to be left in the stack. */
  readonly shard: Shard | undefined;
  readonly deployed: DeployedShard;
  /** Sorted by id. What differs in nothing but how the engine treats it is not among them. */
  readonly changes: readonly Change[];
  readonly upToDate: boolean;
}

/** @param digest of the shard as it is planned now (`planDigest`) */
export function workOf(shard: Shard | undefined, deployed: DeployedShard, digest: string | undefined): ShardWork {
  const { stack } = deployed;
  const planned = new Map((shard?.resources ?? []).map((one) => [one.id, one]));
  const made = [...planned.values()].filter((one) => differs(one, deployed.resources.get(one.id)));
  const removed = [...deployed.resources.values()].filter(({ id }) => !planned.has(id));
  const changes = [
    ...made.map(({ id, type }) => ({ kind: "make" as const, id, type, stack })),
    ...removed.map(({ id, type }) => ({ kind: "remove" as const, id, type, stack })),
  ].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const isSame = shard === undefined || deployed.digest === digest;
  return { stack, shard, deployed, changes, upToDate: changes.length === 0 && isSame && !deployed.unfinished };
}

/** What a provider fills in by itself is in the inputs too: only what is planned is compared. */
function differs(planned: CloudResource, deployed: DeployedResource | undefined): boolean {
  if (deployed === undefined || deployed.type !== planned.type) return true;
  return Object.entries(planned.properties).some(
    ([key, value]) => !planned.ignoreChanges?.includes(key) && !isDeepStrictEqual(deployed.inputs[key], value),
  );
}
