/** The element of an id in a list that is sorted by id in code-unit order. */
export function findById<Element extends { readonly id: string }>(
  sorted: readonly Element[],
  id: string,
): Element | undefined {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle]?.id ?? "") < id) from = middle + 1;
    else to = middle;
  }
  const found = sorted[from];
  return found?.id === id ? found : undefined;
}
