/**
 * Breaks a line at spaces so that no part is wider than `width` columns, unless a single word is.
 * @param indent columns that all lines but the first begin with; the first is not broken before it either
 */
export function wrap(line: string, width: number, indent: number): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const from = indent + 1;
    const within = rest.lastIndexOf(" ", width);
    const at = within >= from ? within : rest.indexOf(" ", from);
    if (at === -1) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = `${" ".repeat(indent)}${rest.slice(at).trimStart()}`;
  }
  return [...lines, rest];
}
