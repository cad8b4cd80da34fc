/** The elements by what `key` gives for each; groups and their elements keep the order. (`Map.groupBy` is not in Node 20.) */
export function groupBy<Element>(
  elements: Iterable<Element>,
  key: (element: Element) => string,
): ReadonlyMap<string, readonly Element[]> {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const group = groups.get(key(element));
    if (group) group.push(element);
    else groups.set(key(element), [element]);
  }
  return groups;
}
