import assert from "node:assert/strict";
import { test } from "node:test";
import { liveProgress } from "./live-progress.ts";

function screen(isTTY: boolean) {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  return { output: { write, isTTY, columns: 60 }, text: () => text };
}

test("where nobody watches, each step is one line, and a long one gives signs of life", () => {
  const { output, text } = screen(false);
  let now = 0;
  const { progress, clear } = liveProgress(output, () => now);
  progress("building the engine: 1 packages");
  for (; now < 45_000; now += 1000) progress(`building the engine: ${now} packages`);
  progress("starting");
  clear();
  assert.equal(
    text(),
    "building the engine: 1 packages\n" +
      "building the engine: 20000 packages (20 s)\n" +
      "building the engine: 40000 packages (40 s)\n" +
      "starting\n",
  );
});

test("on a terminal there is one line, with the time, within the width, and nothing is left of it", async () => {
  const { output, text } = screen(true);
  let now = 0;
  const { progress, clear } = liveProgress(output, () => now);
  progress(`building: ${"x".repeat(100)}`);
  now = 83_000;
  progress("building: 2 packages\u001b[2J");
  await new Promise((resolve) => setTimeout(resolve, 350));
  clear();
  const lines = text().split("\r\u001b[2K");
  assert.ok(lines.length > 2);
  assert.equal(lines.at(-1), "");
  assert.match(lines.at(1) ?? "", /^\S building: 2 packages\\u\{1b\}\[2J \(1 min 23 s\)$/);
  for (const line of lines) assert.ok(line.length < 60 && !line.includes("\n"), line);
});

test("nothing is written when there was no progress", () => {
  const { output, text } = screen(true);
  liveProgress(output).clear();
  assert.equal(text(), "");
});
