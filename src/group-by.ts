/** The elements by what `keyOf` gives for each; groups and their elements keep the order. (`Map.groupBy` is not in Node 20.) */
export function groupBy<Element>(
  elements: Iterable<Element>,
  keyOf: (element: Element) => string,
): ReadonlyMap<string, readonly Element[]> {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return groups;
}
