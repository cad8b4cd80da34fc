import type { CloudResource } from "../cloud-resource.ts";

/** A copy in the order of ids, by code unit: the same on every machine. */
export function byId(resources: readonly CloudResource[]): readonly CloudResource[] {
  return [...resources].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
