/** One line of a list, or a line with those below it. */
export interface Line {
  readonly text: string;
  /** How many changes it stands for; 0 where each of them has a line elsewhere. */
  readonly changes: number;
}

/** Lines that belong together, and what is said of all of them below. */
export interface Group {
  readonly lines: readonly Line[];
  readonly close: string;
}

/** One part of the comment: it is there with as many of its lines as there is room for, or not at all. */
export interface Block {
  readonly open: string;
  readonly groups: readonly Group[];
  readonly close: string;
}

export interface Filled {
  readonly text: string;
  /** How many changes did not fit. */
  readonly leftOut: number;
}

/** Puts as much as there is room for, in order. What is cut still has the words that belong to it. */
export function fill(blocks: readonly Block[], room: number): Filled {
  let text = "";
  let leftOut = 0;
  for (const { open, groups, close } of blocks) {
    const filled = fillGroups(groups, room - text.length - open.length - close.length);
    if (filled.text !== "") text += `${open}${filled.text}${close}`;
    leftOut += filled.leftOut;
  }
  return { text, leftOut };
}

function fillGroups(groups: readonly Group[], room: number): Filled {
  let text = "";
  let leftOut = 0;
  for (const { lines, close } of groups) {
    const number = fitting(lines, room - text.length - close.length);
    const kept = lines.slice(0, number).map((line) => line.text);
    if (number > 0) text += `${kept.join("")}${close}`;
    leftOut += lines.slice(number).reduce((sum, { changes }) => sum + changes, 0);
  }
  return { text, leftOut };
}

/** How many of the lines fit. */
function fitting(lines: readonly Line[], room: number): number {
  let left = room;
  const end = lines.findIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  return end < 0 ? lines.length : end;
}
