import type { Case, Node } from "./case.ts";

/** How many first elements have schemas of their own. */
export function prefixLength({ members }: Case): number {
  return Math.max(0, ...members.map((member) => member.below("prefixItems").size));
}

/** What the element at this position has to be. From `prefixLength` on all are alike. */
export function elementNode(of: Case, index: number): Node {
  const all = of.members.flatMap((member) => {
    const prefix = member.below("prefixItems");
    const schema = index < prefix.size ? prefix.get(String(index)) : member.below("items").get("items");
    return schema ?? [];
  });
  return { all, written: of.written && hasWholeElements(of) };
}

/** Whether the members alone say what elements can hold. */
export function hasWholeElements({ members, elsewhere }: Case): boolean {
  return !elsewhere.elements && !members.some((member) => member.below("contains").size > 0);
}
