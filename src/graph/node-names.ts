import type { Graph, Node } from "./graph.ts";

const LETTER = { team: "t", event: "e", queue: "q" } as const;

export type NameOf = (id: string) => string;

/** A short name without special characters for each node id: `t1`, `e1`, `q1`, … in the graph's order. */
export function nodeNames({ nodes }: Graph): NameOf {
  const counts = { team: 0, event: 0, queue: 0 };
  const names = new Map(
    nodes.map((node: Node): [string, string] => [node.id, `${LETTER[node.kind]}${++counts[node.kind]}`]),
  );
  return (id) => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`an edge leads to ${id}, which is no node`);
    return name;
  };
}
