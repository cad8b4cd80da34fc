/** What became of one element: added without `base`, removed without `head`. */
export type Pair<Element> =
  | { readonly base: Element; readonly head: Element }
  | { readonly base?: undefined; readonly head: Element }
  | { readonly base: Element; readonly head?: undefined };

/**
 * Pairs the elements of two lists by id. Both are sorted by id in code-unit order, so that one walk is enough.
 * @param isSame tells that two revisions of an element need not be looked at: most are the same
 */
export function pairs<Element extends { readonly id: string }>(
  base: readonly Element[],
  head: readonly Element[],
  isSame: (base: Element, head: Element) => boolean = () => false,
): readonly Pair<Element>[] {
  const found: Pair<Element>[] = [];
  let left = 0;
  let right = 0;
  for (;;) {
    const old = base[left];
    const now = head[right];
    if (old !== undefined && (now === undefined || old.id < now.id)) {
      found.push({ base: old });
      left += 1;
    } else if (now !== undefined && (old === undefined || now.id < old.id)) {
      found.push({ head: now });
      right += 1;
    } else if (old !== undefined && now !== undefined) {
      if (!isSame(old, now)) found.push({ base: old, head: now });
      left += 1;
      right += 1;
    } else return found;
  }
}
