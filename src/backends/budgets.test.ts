import assert from "node:assert/strict";
import { test } from "node:test";
import { ofTeams } from "./budgets.ts";

for (const [teams, text] of [
  [[], ""],
  [[""], ""],
  [["crm"], " (team crm)"],
  [["hr", "crm", "hr", ""], " (teams crm, hr)"],
  [["d", "c", "b"], " (teams b, c, d)"],
  [["d", "c", "b", "a", "e"], " (teams a, b, c and 2 more)"],
] as const)
  test(`the teams ${JSON.stringify(teams)} are said as ${JSON.stringify(text)}`, () =>
    assert.equal(ofTeams(teams), text));
