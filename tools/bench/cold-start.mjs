import { join } from "node:path";
import { inTurn, median, usage } from "./usage.mjs";

const ROUNDS = 15;

/** From the start of `topology validate` on the repository's example to its end. @type {import("./bench.mjs").Bench} */
export const coldStart = {
  name: "Cold start of `topology validate` on the example",
  how: `CPU time of the process, median of ${ROUNDS} rounds, each of all three in turn; compiled (\`npm run build\`)`,
  async run({ root }) {
    const node =
      (...args) =>
      () =>
        usage(args, { cwd: root }).cpu;
    const found = await inTurn(ROUNDS, {
      empty: node("-e", "0"),
      floor: node(join(root, "tools/bench/floors/imports.mjs")),
      validate: node(join(root, "dist/cli/main.js"), "validate"),
    });
    const [empty, floor, validate] = [found.empty, found.floor, found.validate].map(median);
    return [
      { what: "an empty Node process", value: milliseconds(empty) },
      { what: "which imports `yaml` and `ajv`", value: milliseconds(floor), ratio: 1 },
      { what: "`topology validate`", value: milliseconds(validate), ratio: validate / floor, atMost: 1.5 },
    ];
  },
};

function milliseconds(time) {
  return `${Math.round(time)} ms`;
}
