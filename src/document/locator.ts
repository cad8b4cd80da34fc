import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { Span } from "../diagnostic.ts";
import type { Document } from "./document.ts";
import type { Path } from "./path.ts";

export type Locator = Pick<Document, "spanOf" | "keySpanOf">;

/** Finds the text of values by path; each map is indexed once, when it is first asked for. */
export function locator(root: unknown, spanOf: (node: Node) => Span, whole: Span): Locator {
  const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();

  function indexOf(map: YAMLMap): Map<string, Pair> {
    const known = indexes.get(map);
    if (known !== undefined) return known;
    const index = new Map(map.items.map((pair) => [keyOf(pair), pair]));
    indexes.set(map, index);
    return index;
  }

  function step(node: unknown, part: string | number): { key: unknown; value: unknown } | undefined {
    const target = isAlias(node) ? undefined : node;
    if (isMap(target)) return indexOf(target).get(String(part));
    if (!isSeq(target)) return undefined;
    const item = target.items[Number(part)];
    return item === undefined ? undefined : { key: item, value: item };
  }

  function walk(path: Path): { key: unknown; value: unknown; found: boolean } {
    let at: { key: unknown; value: unknown } = { key: root, value: root };
    for (const part of path) {
      const next = step(at.value, part);
      if (next === undefined) return { ...at, found: false };
      at = next;
    }
    return { ...at, found: true };
  }

  function spanOfNode(node: unknown): Span | undefined {
    return isNode(node) ? spanOf(node) : undefined;
  }

  return {
    spanOf(path) {
      const { key, value, found } = walk(path);
      // A missing key is reported at the key of the map that should hold it, not at all its lines.
      return (found ? (spanOfNode(value) ?? spanOfNode(key)) : (spanOfNode(key) ?? spanOfNode(value))) ?? whole;
    },
    keySpanOf(path) {
      const { key, value } = walk(path);
      return spanOfNode(key) ?? spanOfNode(value) ?? whole;
    },
  };
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}
