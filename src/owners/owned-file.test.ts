import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../test-support/compiled.ts";
import { ownedFiles } from "./owned-file.ts";

const MAIN = "version: 1\norganization: ar\n";
const SPLIT = {
  "teams/crm.yaml": 'crm: { reviewers: "@ar/crm", events: { A: { schema: a.json }, B: { schema: ../shared.json } } }',
  "teams/two.yaml":
    'ops: { reviewers: ["@o", "@ar/crm"], events: { C: { schema: ../shared.json } } }\nsales: { subscriptions: [A] }',
  "teams/a.json": "{}",
  "shared.json": "{}",
};

async function owned(main: string, more: Readonly<Record<string, string>> = {}, common: readonly string[] = []) {
  const files = ownedFiles({ ...(await compiled(main, more)), main: "topology.yaml", common });
  return files.map(({ file, teams, reviewers }) => `${file} (${teams.join(" ")}) ${reviewers.join(" ")}`);
}

test("team files and schemas belong to their teams, the rest to the reviewers of the whole", async () => {
  assert.deepEqual(
    await owned(`${MAIN}reviewers: "@p"\nteams: { include: teams/*.yaml }`, SPLIT, ["topology.policy.yaml"]),
    [
      "shared.json (crm ops) @ar/crm @o",
      "teams/a.json (crm) @ar/crm",
      "teams/crm.yaml (crm) @ar/crm",
      "teams/two.yaml (ops sales) @ar/crm @o",
      "topology.policy.yaml () @p",
      "topology.yaml () @p",
    ],
  );
});

test("without reviewers of the whole, the main file belongs to the teams in it", async () => {
  const inline = `${MAIN}teams:\n  a: { reviewers: "@a", events: { A: {} } }\n  b: { reviewers: "@b", events: { B: {} } }\n`;
  assert.deepEqual(await owned(inline, {}, ["stacks/Pulumi.x.yaml"]), ["topology.yaml (a b) @a @b"]);
  assert.deepEqual(await owned(inline.replace("teams:", 'reviewers: ["@q", "@p"]\nteams:')), [
    "topology.yaml () @p @q",
  ]);
});
