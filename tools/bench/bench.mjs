/**
 * `npm run bench`: how long `topology diff` of two large revisions takes, against parsing the two files with the `yaml` library
 * alone in the same process. The goal is a ratio of at most 1.5; above it the exit code is 1.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { run } from "../../src/cli/cli.ts";
import { EVENTS, largeStacks, largeTopology, SUBSCRIPTIONS } from "./large-topology.mjs";

const GOAL = 1.5;
const ROUNDS = 5;

const folder = mkdtempSync(join(tmpdir(), "topology-bench-"));
try {
  const texts = { base: largeTopology(false), head: largeTopology(true) };
  for (const [side, text] of Object.entries(texts))
    for (const [path, content] of Object.entries({ "topology.yaml": text, ...largeStacks() })) {
      mkdirSync(join(folder, side, "stacks"), { recursive: true });
      writeFileSync(join(folder, side, path), content);
    }

  const parsing = [];
  const domain = [];
  const clouds = [];
  let changes = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times = [
      await milliseconds(() => Object.values(texts).map((text) => parse(text))),
      await milliseconds(async () => {
        changes = await diff("--no-stacks");
      }),
      await milliseconds(() => diff()),
    ];
    // The first round warms the compiler up, for all three alike.
    if (round > 0) for (const [index, list] of [parsing, domain, clouds].entries()) list.push(times[index]);
  }
  const ratio = median(domain) / median(parsing);
  const megabytes = (texts.base.length + texts.head.length) / 1e6;
  process.stdout.write(
    [
      `two revisions with ${EVENTS} events and ${SUBSCRIPTIONS} subscriptions, ${megabytes.toFixed(1)} MB, ${changes} changes`,
      `yaml alone                    ${seconds(parsing)}`,
      `topology diff                 ${seconds(domain)}  ratio ${ratio.toFixed(2)} (goal: at most ${GOAL})`,
      `topology diff, three stacks   ${seconds(clouds)}  ratio ${(median(clouds) / median(parsing)).toFixed(2)}`,
      `(median of ${ROUNDS} rounds in one process, after one to warm up)`,
      "",
    ].join("\n"),
  );
  if (ratio > GOAL) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Gives the number of changes, so that a diff that found nothing could not look fast. */
async function diff(...options) {
  let printed = "";
  let told = "";
  const exitCode = await run(["diff", "base", "head", "--format", "json", ...options], {
    stdout: { write: (text) => (printed += text) },
    stderr: { write: (text) => (told += text) },
    cwd: folder,
    env: {},
  });
  if (exitCode !== 0) throw new Error(`topology diff gave ${exitCode}: ${told}`);
  return JSON.parse(printed).changes.length;
}

async function milliseconds(work) {
  globalThis.gc?.();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function seconds(numbers) {
  return `${(median(numbers) / 1000).toFixed(2).padStart(6)} s`;
}
