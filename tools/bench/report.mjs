/** Whether a goal was given and not reached. */
export function isMissed({ ratio, atMost, atLeast }) {
  return (
    ratio !== undefined && ((atMost !== undefined && ratio > atMost) || (atLeast !== undefined && ratio < atLeast))
  );
}

/** For a terminal. */
export function asText({ bench, lines }) {
  const width = Math.max(...lines.map(({ what }) => what.length));
  return [
    bench.name,
    ...lines.map((line) => `  ${line.what.padEnd(width)}  ${line.value.padStart(10)}  ${ratioOf(line)}`.trimEnd()),
    `  (${bench.how})`,
    "",
  ].join("\n");
}

const HEAD = `# Benchmarks

A ratio is to the floor, the first line with the ratio 1, which was measured in turn in the same run. Times are CPU times of all threads, the garbage collector's too, so that what else the machine did counts little.
`;

/**
 * docs/benchmarks.md with these measurements in place of the last ones of the same name; what is written below a table stays,
 * and so does every section that was not measured.
 * @param {string | undefined} before the text as it is
 * @param {readonly { bench: import("./bench.mjs").Bench, lines: readonly import("./bench.mjs").Line[], machine: string }[]} reports
 */
export function asMarkdown(before, reports) {
  const [head, ...sections] = (before ?? HEAD).split(/^(?=## )/m);
  for (const { bench, lines, machine } of reports) {
    const title = `## ${bench.name}\n`;
    const known = sections.findIndex((section) => section.startsWith(title));
    const notes = known < 0 ? "" : sections[known].slice(endOfTable(sections[known]));
    const section = [
      title,
      `Measured on ${machine}: ${bench.how}.`,
      "",
      "| | | Ratio |",
      "| --- | ---: | --- |",
      ...lines.map((line) => `| ${line.what} | ${line.value} | ${ratioOf(line)} |`),
      notes,
    ].join("\n");
    if (known < 0) sections.push(section);
    else sections[known] = section;
  }
  return [head, ...sections].map((part) => `${part.trimEnd()}\n`).join("\n");
}

/** Where the first table of a section ends; the end of the section without one. */
function endOfTable(section) {
  const table = /(^\|.*\n)+/m.exec(section);
  return table === null ? section.length : table.index + table[0].length;
}

function ratioOf(line) {
  const { ratio, atMost, atLeast } = line;
  if (ratio === undefined) return "";
  const goal =
    atMost !== undefined ? ` (goal: at most ${atMost})` : atLeast !== undefined ? ` (goal: at least ${atLeast})` : "";
  return `${ratio.toFixed(2)}${goal}${isMissed(line) ? " missed" : ""}`;
}
