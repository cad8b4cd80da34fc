import type { Change, ShardWork } from "./change.ts";

/** A change with the changes that have to be done before it, in any stack. */
export interface OrderedChange extends Change {
  readonly after: readonly OrderedChange[];
}

/**
 * The order among changes: a resource is made after what it depends on; what others depended on is removed after they
 * are removed, or no longer depend on it.
 */
export function orderedChanges(works: readonly ShardWork[]): readonly OrderedChange[] {
  const nodes = new Map<string, OrderedChange & { readonly after: OrderedChange[] }>();
  for (const { changes } of works)
    for (const change of changes) nodes.set(keyOf(change.kind, change.id), { ...change, after: [] });
  const order = (later: string, earlier: string) => {
    const [node, first] = [nodes.get(later), nodes.get(earlier)];
    if (node !== undefined && first !== undefined) node.after.push(first);
  };
  for (const { shard, deployed } of works) {
    for (const { id, dependsOn } of shard?.resources ?? [])
      for (const on of [...dependsOn, ...(shard?.elsewhere[id] ?? [])]) order(keyOf("make", id), keyOf("make", on));
    for (const { id, dependsOn } of deployed.resources.values())
      for (const on of dependsOn) {
        order(keyOf("remove", on), keyOf("remove", id));
        order(keyOf("remove", on), keyOf("make", id));
      }
  }
  return [...nodes.values()];
}

function keyOf(kind: Change["kind"], id: string): string {
  return `${kind} ${id}`;
}
