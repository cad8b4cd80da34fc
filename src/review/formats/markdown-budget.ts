/** One foldable part: it is there with as many of its lines as there is room for, or not at all. */
export interface Block {
  readonly open: string;
  readonly lines: readonly string[];
  readonly close: string;
}

export interface Filled {
  readonly text: string;
  /** How many lines did not fit. */
  readonly leftOut: number;
}

/** Puts as much as there is room for, in order. Each line stands for one change. */
export function fill(blocks: readonly Block[], room: number): Filled {
  let text = "";
  let leftOut = 0;
  for (const { open, lines, close } of blocks) {
    const left = room - text.length - open.length - close.length;
    const kept = linesWithin(lines, left);
    if (kept.length > 0) text += `${open}${kept.join("")}${close}`;
    leftOut += lines.length - kept.length;
  }
  return { text, leftOut };
}

function linesWithin(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  const end = lines.findIndex((line) => {
    left -= line.length;
    return left < 0;
  });
  return end < 0 ? lines : lines.slice(0, end);
}
