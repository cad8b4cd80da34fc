import { parse } from "yaml";
import { run } from "../../src/cli/cli.ts";
import { inFolder } from "./folder.mjs";
import { EVENTS, largeStacks, largeTopology, SUBSCRIPTIONS } from "./large-topology.mjs";
import { median } from "./usage.mjs";

const ROUNDS = 5;

/** `topology diff` of two large revisions, against parsing the two files. @type {import("./bench.mjs").Bench} */
export const diff = {
  name: `\`topology diff\` of two revisions with ${EVENTS} events and ${SUBSCRIPTIONS} subscriptions`,
  how: `CPU time in one process, median of ${ROUNDS} rounds in turn after one to warm up`,
  async run() {
    const texts = { base: largeTopology(false), head: largeTopology(true) };
    const contents = Object.entries(texts).flatMap(([side, text]) =>
      Object.entries({ "topology.yaml": text, ...largeStacks() }).map(([path, content]) => [
        `${side}/${path}`,
        content,
      ]),
    );
    return inFolder(Object.fromEntries(contents), async (cwd) => {
      const [parsing, domain, clouds] = [[], [], []];
      let changes = 0;
      for (let round = 0; round <= ROUNDS; round += 1) {
        const times = [
          await milliseconds(() => Object.values(texts).map((text) => parse(text))),
          await milliseconds(async () => {
            changes = await changesBetween(cwd, "--no-stacks");
          }),
          await milliseconds(() => changesBetween(cwd)),
        ];
        if (round > 0) for (const [index, list] of [parsing, domain, clouds].entries()) list.push(times[index]);
      }
      const floor = median(parsing);
      const line = (what, times, more = {}) => ({
        what,
        value: `${(median(times) / 1000).toFixed(2)} s`,
        ratio: median(times) / floor,
        ...more,
      });
      return [
        line("`yaml` alone, both files", parsing),
        line(`\`topology diff --no-stacks\`, ${changes} changes`, domain, { atMost: 1.5 }),
        line("`topology diff` with three stacks", clouds),
      ];
    });
  },
};

/** Gives the number of changes, so that a diff that found nothing could not look fast. */
async function changesBetween(cwd, ...options) {
  let printed = "";
  let told = "";
  const exitCode = await run(["diff", "base", "head", "--format", "json", ...options], {
    stdout: { write: (text) => (printed += text) },
    stderr: { write: (text) => (told += text) },
    cwd,
    env: {},
  });
  if (exitCode !== 0) throw new Error(`topology diff gave ${exitCode}: ${told}`);
  return JSON.parse(printed).changes.length;
}

async function milliseconds(work) {
  globalThis.gc?.();
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
