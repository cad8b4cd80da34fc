import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { inFolder } from "./folder.mjs";
import { teamsTopology } from "./teams-topology.mjs";
import { inTurn, median, usage } from "./usage.mjs";

const SIZES = [10, 100, 1000];
const ROUNDS = 5;

/** `topology validate` of generated topologies, against parsing them. @type {import("./bench.mjs").Bench} */
export const validate = {
  name: "`topology validate` against the `yaml` library's `parse` alone",
  how: `CPU time of the process without that of an empty one, median of ${ROUNDS} rounds in turn; 10 events and 50 subscriptions a team`,
  async run({ root }) {
    const lines = [];
    execFileSync(process.execPath, ["tools/bundle-action.mjs"], { cwd: root, stdio: "ignore" });
    for (const teams of SIZES)
      await inFolder({ "topology.yaml": teamsTopology(teams) }, async (cwd) => {
        const node =
          (...args) =>
          () =>
            usage(args, { cwd }).cpu;
        const found = await inTurn(ROUNDS, {
          empty: node("-e", "0"),
          floor: node(join(root, "tools/bench/floors/parse.mjs"), "topology.yaml"),
          validate: node(join(root, "dist/cli/main.js"), "validate"),
          bundled: node(join(root, "dist/action/topology.js"), "validate"),
        });
        const empty = median(found.empty);
        const [floor, ours, bundled] = [found.floor, found.validate, found.bundled].map(
          (times) => median(times) - empty,
        );
        lines.push(
          { what: `${teams} teams: \`yaml\` alone`, value: `${Math.round(floor)} ms`, ratio: 1 },
          {
            what: `${teams} teams: \`topology validate\``,
            value: `${Math.round(ours)} ms`,
            ratio: ours / floor,
            atMost: 1.5,
          },
          {
            what: `${teams} teams: as one file, for hooks and CI (\`npm run bundle\`)`,
            value: `${Math.round(bundled)} ms`,
            ratio: bundled / floor,
            atMost: 1.5,
          },
        );
      });
    return lines;
  },
};
