import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { Span } from "../diagnostic.ts";
import type { Document } from "./document.ts";
import type { Path } from "./path.ts";

export type Locator = Pick<Document, "spanOf" | "keySpanOf">;

interface Place {
  readonly key: unknown;
  readonly value: unknown;
}

/** Maps up to this size are searched as fast without an index. */
const SMALL = 8;

/** Finds the text of values by path; each large map is indexed once, when it is first asked for. */
export function locator(root: unknown, spanOf: (node: Node) => Span, whole: Span): Locator {
  const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();

  function pairOf(map: YAMLMap, name: string): Pair | undefined {
    if (map.items.length <= SMALL) return map.items.findLast((pair) => keyOf(pair) === name);
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair), pair]));
    indexes.set(map, index);
    return index.get(name);
  }

  function step(node: unknown, part: string | number): Place | undefined {
    const target = isAlias(node) ? undefined : node;
    if (isMap(target)) return pairOf(target, String(part));
    if (!isSeq(target)) return undefined;
    const item = target.items[Number(part)];
    return item === undefined ? undefined : { key: item, value: item };
  }

  // Who asks for many places asks in the order of the text: so the way to the last one is kept and gone on from.
  let lastPath: Path = [];
  const way: Place[] = [{ key: root, value: root }];

  function walk(path: Path): Place & { readonly found: boolean } {
    let known = 0;
    while (known < way.length - 1 && known < path.length && path[known] === lastPath[known]) known += 1;
    way.length = known + 1;
    lastPath = path;
    let at = way[known] ?? { key: root, value: root };
    for (; known < path.length; known += 1) {
      const next = step(at.value, path[known] ?? "");
      if (next === undefined) return { key: at.key, value: at.value, found: false };
      way.push(next);
      at = next;
    }
    return { key: at.key, value: at.value, found: true };
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
