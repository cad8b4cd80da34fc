import { isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import type { Diagnostic, Span } from "../diagnostic.ts";

/**
 * Every key that stands a second time in its map. The parser's own check compares each key with all before it, which
 * takes minutes for a large map.
 */
export function duplicateKeys(root: unknown, spanOf: (node: Node) => Span): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (isSeq(node)) open.push(...node.items);
    if (!isMap(node)) continue;
    for (const { key, value } of node.items) open.push(key, value);
    if (node.items.length < 2) continue;
    const first = new Map<string, Node>();
    for (const { key } of node.items) {
      if (!isNode(key)) continue;
      const name = isScalar(key) ? String(key.value) : String(key);
      const other = first.get(name);
      if (other === undefined) first.set(name, key);
      else diagnostics.push(duplicate(name, spanOf(key), spanOf(other)));
    }
  }
  return diagnostics;
}

function duplicate(name: string, span: Span, first: Span): Diagnostic {
  return {
    code: "duplicate-key",
    severity: "error",
    message: `the key "${name}" stands here a second time; keep one of the two`,
    span,
    related: [{ message: "the first one is here", span: first }],
  };
}
