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

/** docs/benchmarks.md. */
export function asMarkdown(reports, machine) {
  const parts = reports.map(({ bench, lines }) =>
    [
      `## ${bench.name}`,
      "",
      `Measured: ${bench.how}.`,
      "",
      "| | | Ratio |",
      "| --- | ---: | --- |",
      ...lines.map((line) => `| ${line.what} | ${line.value} | ${ratioOf(line)} |`),
      "",
    ].join("\n"),
  );
  return `${[
    "# Benchmarks",
    "",
    `Written by \`npm run bench -- --write\` on ${machine}.`,
    "",
    "A ratio is to the floor, the first line with the ratio 1, which was measured in turn in the same run. Times are CPU times, so that what else the machine did counts little.",
    "",
    ...parts,
  ].join("\n")}`;
}

function ratioOf(line) {
  const { ratio, atMost, atLeast } = line;
  if (ratio === undefined) return "";
  const goal =
    atMost !== undefined ? ` (goal: at most ${atMost})` : atLeast !== undefined ? ` (goal: at least ${atLeast})` : "";
  return `${ratio.toFixed(2)}${goal}${isMissed(line) ? " missed" : ""}`;
}
