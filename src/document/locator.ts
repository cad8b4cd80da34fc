import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, visit, type YAMLMap } from "yaml";
import type { Span } from "../diagnostic.ts";
import type { Document } from "./document.ts";
import type { Path } from "./path.ts";

export interface Locator extends Pick<Document, "spanOf" | "keySpanOf"> {
  /** The first of two equal keys, given the offset of the second. */
  firstOfDuplicate(offset: number): { readonly key: string; readonly span: Span } | undefined;
}

/** Finds the text of values by path; each map is indexed once, when it is first asked for. */
export function locator(root: unknown, spanOfRange: (start: number, end: number) => Span, whole: Span): Locator {
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
    const range = isNode(node) ? (node as Node).range : undefined;
    return range ? spanOfRange(range[0], range[1]) : undefined;
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
    firstOfDuplicate(offset) {
      let first: { key: string; span: Span } | undefined;
      visit(isNode(root) ? root : null, {
        Map(_, map) {
          const second = map.items.find((pair) => isNode(pair.key) && (pair.key as Node).range?.[0] === offset);
          const other = second && map.items.find((pair) => keyOf(pair) === keyOf(second));
          const span = spanOfNode(other?.key);
          if (other === undefined || span === undefined) return undefined;
          first = { key: keyOf(other), span };
          return visit.BREAK;
        },
      });
      return first;
    },
  };
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}
