import assert from "node:assert/strict";
import { test } from "node:test";
import { Mistake } from "../session/mistake.ts";
import { withTeam } from "./demo-file.ts";

const LINES = ["loyalty:", "  subscriptions: [A]"];

test("a team is put in front of the others, as deep as they are, and nothing else changes", () => {
  const head = "version: 1\nteams: # who there is\n";
  const rest = "\n    # the first\n    crm:\n        events: { A: {} }\n";
  assert.equal(withTeam(head + rest, LINES), `${head}    loyalty:\n      subscriptions: [A]\n${rest}`);
});

test("a file whose teams are written in another way is refused in words", () => {
  for (const text of ["teams: { crm: {} }\n", "version: 1\n", "", "teams:\ncrm:\n"])
    assert.throws(() => withTeam(text, LINES), Mistake, JSON.stringify(text));
});
