/* What is not compared is the same: a review of the teams that differ is the review of all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "yaml";
import { fc } from "../test-support/fast-check.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { aged, randomTopology } from "../test-support/random-topology.ts";
import { edits } from "./catalogue/test-support/edits.ts";
import { revisionsOf } from "./catalogue/test-support/reviewed-edit.ts";
import { differingTeams } from "./differing-teams.ts";
import { partOf } from "./part-of.ts";
import { readSide } from "./read-side.ts";
import { reviewOf } from "./review-of.ts";
import { type Side, withDesired } from "./side.ts";

const HEAD = "version: 1\norganization: ar\n";
const TEAMS = "teams:\n  crm: { events: { A: {}, B: {} } }\n  sales: { subscriptions: [A, crm/B] }\n";

function side(text: string, more: Readonly<Record<string, string>> = {}): Promise<Side> {
  return readSide("main", "topology.yaml", memoryFiles({ "topology.yaml": text, ...more }));
}

async function differing(base: string, head: string): Promise<readonly string[] | undefined> {
  const teams = differingTeams((await side(base)).declared, (await side(head)).declared);
  return teams && [...teams].sort();
}

test("where a declaration stands is no difference", async () => {
  assert.deepEqual(await differing(HEAD + TEAMS, `# A comment.\n\n${HEAD}\n${TEAMS}`), []);
});

test("a team differs by anything that it declares, and by being there", async () => {
  const change = (from: string, to: string) => differing(HEAD + TEAMS, HEAD + TEAMS.replace(from, to));
  assert.deepEqual(await change("B: {}", "B: { description: Goods }"), ["crm"]);
  assert.deepEqual(await change("[A, crm/B]", "[A, B]"), ["sales"]);
  assert.deepEqual(await change("[A, crm/B]", "[crm/B]"), ["sales"]);
  assert.deepEqual(await change("  sales:", "  shop:"), ["sales", "shop"]);
});

test("other defaults are a difference of all", async () => {
  const defaults = "defaults: { subscription: { ackDeadline: 20s } }\n";
  assert.equal(await differing(HEAD + TEAMS, HEAD + defaults + TEAMS), undefined);
});

for (const edit of edits)
  test(`${edit.name}: the review is that of all teams`, async () => {
    const { base, head } = revisionsOf(edit);
    const [before, after] = await Promise.all(
      [base, head].map((files) => readSide("main", "topology.yaml", memoryFiles(files))),
    );
    assert.ok(before && after);
    const whole = (of: Side) => withDesired(of, of.desired);
    assert.deepEqual(
      reviewOf({ base: before, head: after, stacks: [] }),
      reviewOf({ base: whole(before), head: whole(after), stacks: [] }),
    );
  });

test("property: what belongs to some teams is the same whether the rest is made or not", async () => {
  await fc.assert(
    fc.asyncProperty(aged(randomTopology()), fc.array(fc.boolean()), async (topology, choice) => {
      const read = await side(stringify(topology));
      assert.ok(read.complete && read.declared !== undefined);
      const teams = new Set(Object.keys(topology.teams).filter((_, index) => choice[index] === true));
      const [part, cut] = [partOf(read, teams), partOf(withDesired(read, read.desired), teams)];
      assert.deepEqual(structuredClone({ ...part }), structuredClone({ ...cut }));
    }),
  );
});
