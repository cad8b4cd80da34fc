/** Gives the text of a line, from 1, without its line break; undefined for a file or line that is not there. */
export type LineOf = (file: string, line: number) => string | undefined;

/** Finds the line starts of a file once, when it is first asked for. Only a line feed ends a line, as in `Position`. */
export function lineReader(sources: ReadonlyMap<string, string>): LineOf {
  const known = new Map<string, readonly number[]>();
  return (file, line) => {
    const source = sources.get(file);
    if (source === undefined) return undefined;
    const starts = known.get(file) ?? lineStarts(source);
    known.set(file, starts);
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    const next = starts[line];
    const text = source.slice(start, next === undefined ? source.length : next - 1);
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  };
}

function lineStarts(source: string): readonly number[] {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
