import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../compile.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { problemsOf } from "../test-support/problems.ts";

test("an include that matches nothing is an error, never a smaller topology", async () => {
  assert.deepEqual(await problemsOf("include: teams/*.yaml\ncrm: { events: { A: {} } }"), [
    `error include-matches-nothing "teams/*.yaml"`,
  ]);
  const lists = await problemsOf("include: [teams/*.yaml, more/*.yaml]", {
    "teams/a.yaml": "a: { events: { A: {} } }",
  });
  assert.deepEqual(lists, [`error include-matches-nothing "more/*.yaml"`]);
});

test("problems of included files carry their own place", async () => {
  const problems = await problemsOf("include: teams/*.yaml\ncrm: { subscriptions: [A, NOPE] }", {
    "teams/a.yaml": "a: { events: { A: {} }, subscription: [] }",
  });
  assert.deepEqual(problems, [`error unknown-key "subscription"`, `error unknown-event "NOPE"`]);
});

test("with an included file unreadable, references are not called unknown", async () => {
  const problems = await problemsOf("include: teams/*.yaml\ncrm: { subscriptions: [A] }", { "teams/a.yaml": "a: [" });
  assert.equal(problems.length, 1);
  assert.match(String(problems[0]), /^error yaml-syntax/);
});

test("includes are relative to the file that names them", async () => {
  const files = memoryFiles({
    "config/topology.yaml": "version: 1\norganization: ar\nteams: { include: teams/*.yaml }\n",
    "config/teams/crm.yaml": "crm: { events: { A: { schema: ../a.json } } }",
    "config/a.json": "{}",
  });
  const { diagnostics } = await compile("config/topology.yaml", files);
  assert.deepEqual(diagnostics, []);
});

test("an event's schema has to be there", async () => {
  assert.deepEqual(await problemsOf("crm: { events: { A: { schema: a.json } } }"), [`error missing-schema "a.json"`]);
  assert.deepEqual(await problemsOf("crm: { events: { A: { schema: a.json } } }", { "a.json": "{}" }), []);
});
