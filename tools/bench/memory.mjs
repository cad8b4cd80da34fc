import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inFolder } from "./folder.mjs";
import { EVENTS, inTeamFiles, largeTopology, SUBSCRIPTIONS } from "./large-topology.mjs";
import { inTurn, median, usage } from "./usage.mjs";

const ROUNDS = 3;
const MEGABYTE = 1024 * 1024;
/** Multiples of the file's size. */
const GOAL = 12;

/**
 * What `topology validate` needs of memory. The largest resident set says what a machine sees, and is mostly what the
 * garbage collector has not been asked for yet; the least heap with which the process ends says what is needed.
 * @type {import("./bench.mjs").Bench}
 */
export const memory = {
  name: `Memory of \`topology validate\` with ${EVENTS} events and ${SUBSCRIPTIONS} subscriptions`,
  how: `largest resident set without that of an empty Node process, median of ${ROUNDS}; and the least \`--max-old-space-size\` with which the process ends, found by halving; as multiples of the file`,
  async run({ root }) {
    const text = largeTopology(false);
    const size = Buffer.byteLength(text);
    const split = Object.entries(inTeamFiles(text)).map(([path, content]) => [`split/${path}`, content]);
    return inFolder({ "topology.yaml": text, ...Object.fromEntries(split) }, async (cwd) => {
      const validate = [join(root, "dist/cli/main.js"), "validate"];
      const commands = {
        floor: [join(root, "tools/bench/floors/parse.mjs"), "topology.yaml"],
        validate,
        split: [...validate, "--file", "split/topology.yaml"],
      };
      const rss = await inTurn(ROUNDS, {
        empty: () => usage(["-e", "0"], { cwd }).maxRSS,
        floor: () => usage(commands.floor, { cwd }).maxRSS,
        validate: () => usage(commands.validate, { cwd }).maxRSS,
        split: () => usage(commands.split, { cwd }).maxRSS,
      });
      const bare = median(rss.empty);
      const line = (what, bytes, more = {}) => ({
        what,
        value: `${Math.round(bytes / MEGABYTE)} MiB, ${(bytes / size).toFixed(0)} × the file`,
        ...more,
      });
      const [floorHeap, ownHeap, splitHeap] = Object.values(commands).map((command) => leastHeap(command, cwd));
      const [floor, own, inFiles] = [rss.floor, rss.validate, rss.split].map((sizes) => median(sizes) - bare);
      return [
        { what: "the file", value: `${(size / MEGABYTE).toFixed(2)} MiB` },
        line("resident set: `yaml` alone", floor, { ratio: 1 }),
        line("resident set: `topology validate`", own, { ratio: own / floor }),
        line("resident set: `topology validate`, one file per team", inFiles, { ratio: inFiles / floor }),
        line("heap needed: `yaml` alone", floorHeap, { ratio: 1 }),
        line(
          `heap needed: \`topology validate\` (goal: ${GOAL} × the file${ownHeap > GOAL * size ? ", missed" : ""})`,
          ownHeap,
          {
            ratio: ownHeap / floorHeap,
          },
        ),
        line("heap needed: `topology validate`, one file per team", splitHeap, { ratio: splitHeap / floorHeap }),
      ];
    });
  },
};

/** In bytes, to 4 MiB; a young generation of 1 MiB, so that it does not count. */
function leastHeap(args, cwd) {
  let [enough, tooLittle] = [512, 4];
  while (enough - tooLittle > 4) {
    const middle = (enough + tooLittle) >> 1;
    const options = [`--max-old-space-size=${middle}`, "--max-semi-space-size=1"];
    const { status } = spawnSync(process.execPath, [...options, ...args], { cwd, stdio: "ignore" });
    if (status === 0) enough = middle;
    else tooLittle = middle;
  }
  return enough * MEGABYTE;
}
