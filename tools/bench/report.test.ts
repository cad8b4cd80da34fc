import assert from "node:assert/strict";
import { test } from "node:test";
import { asMarkdown } from "./report.mjs";

const bench = (name: string) => ({ name, how: "by looking", run: async () => [] });
const report = (name: string, value: string) => ({
  bench: bench(name),
  lines: [
    { what: "floor", value: "1 s", ratio: 1 },
    { what: "ours", value, ratio: 2, atMost: 1.5 },
  ],
  machine: "a machine",
});

test("a new measurement takes the place of the last one; notes and other sections stay", () => {
  const first = asMarkdown(undefined, [report("A", "2 s"), report("B", "3 s")]);
  const noted = `${first.replace("\n## B", "\nA note on A.\n\n## B")}\n## Not measured\n\nThe rest.\n`;
  const second = asMarkdown(noted, [report("A", "4 s")]);
  assert.equal(second, noted.replace("| ours | 2 s |", "| ours | 4 s |"));
  assert.match(second, /^Measured on a machine: by looking\.$/m);
  assert.match(second, /^\| ours \| 4 s \| 2\.00 \(goal: at most 1\.5\) missed \|$/m);
});

test("what was never measured comes last", () => {
  const text = asMarkdown("# Benchmarks\n\n## A\n\nWords.\n", [report("B", "3 s")]);
  assert.match(text, /^# Benchmarks\n\n## A\n\nWords\.\n\n## B\n/);
  assert.match(text, /missed \|\n$/);
});
