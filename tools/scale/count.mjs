/**
 * `node --import tsx tools/scale/count.mjs`: the cloud resources that one event more and one subscription more cost on each
 * backend, by type, from the plan itself; with all teams in one account, and with each in its own.
 */
import { backends } from "../../src/backends/registry.ts";
import { planOfSize } from "./plan.mjs";

const TEAMS = 10;

for (const { name } of backends)
  for (const own of [false, true]) {
    const base = await types({ teams: TEAMS, own });
    const event = await types({ teams: TEAMS, own, more: { event: true } });
    const subscription = await types({ teams: TEAMS, own, more: { subscription: true } });
    process.stdout.write(
      `${name}, ${own ? "an account or project for each team" : "one account or project"}: ${sum(base)} resources for ${TEAMS} teams\n` +
        `  one event more: ${difference(base, event)}\n  one subscription more: ${difference(base, subscription)}\n`,
    );

    async function types(size) {
      const { resources } = await planOfSize(name, size);
      const counts = new Map();
      for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
      return counts;
    }
  }

function sum(counts) {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function difference(before, after) {
  const more = [...after].flatMap(([type, count]) => {
    const added = count - (before.get(type) ?? 0);
    return added === 0 ? [] : [`${added} ${type.replace(/^.*:/, "")}`];
  });
  return `${sum(after) - sum(before)} (${more.join(", ")})`;
}
