import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { inFolder } from "./folder.mjs";
import { teamsTopology } from "./teams-topology.mjs";
import { inTurn, median, usage } from "./usage.mjs";

const AJV_CLI = "ajv-cli@5.0.0";
const SIZES = [10, 100, 1000];
const ROUNDS = 3;

/**
 * Against what a team could run instead. The package is fetched from the registry into a temporary folder, without its
 * install scripts, since nothing of ours needs it. @type {import("./bench.mjs").Bench}
 */
export const peers = {
  name: `\`topology validate\` against ${AJV_CLI} with the published JSON Schema`,
  how: `CPU time of the process, start included, median of ${ROUNDS} rounds in turn; ajv-cli reads the file with js-yaml, which knows no positions, and checks its shape alone: no owners, no references, no rules`,
  async run({ root }) {
    return inFolder({ "package.json": '{ "private": true }\n' }, async (folder) => {
      execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", AJV_CLI], {
        cwd: folder,
        stdio: "ignore",
      });
      const ajv = join(folder, "node_modules/ajv-cli/dist/index.js");
      const schema = join(root, "schemas/topology.schema.json");
      const options = ["validate", "--spec=draft2020", "--strict=false", "-s", schema, "-d", "topology.yaml"];
      const lines = [];
      for (const teams of SIZES)
        await inFolder({ "topology.yaml": teamsTopology(teams) }, async (cwd) => {
          const found = await inTurn(ROUNDS, {
            peer: () => usage([ajv, ...options], { cwd }).cpu,
            ours: () => usage([join(root, "dist/cli/main.js"), "validate"], { cwd }).cpu,
          });
          const [peer, ours] = [median(found.peer), median(found.ours)];
          lines.push(
            { what: `${teams} teams: ajv-cli`, value: `${Math.round(peer)} ms`, ratio: 1 },
            { what: `${teams} teams: \`topology validate\``, value: `${Math.round(ours)} ms`, ratio: ours / peer },
          );
        });
      return lines;
    });
  },
};
