import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../compile.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { contentsOf } from "./contents.ts";

test("what is counted is what the desired state holds, with a generation that is still read", async () => {
  const files = memoryFiles({
    "topology.yaml": `version: 1
organization: ar
teams:
  include: teams/*.yaml
  crm: { events: { A: {}, B: {} } }
  sales:
    subscriptions:
      - A
      - { event: B, filter: { country: [th] }, generation: 2, previous: { retired: drain } }
`,
    "teams/more.yaml": "more: { events: { C: {} }, subscriptions: [{ queue: both, events: [A, B] }] }",
  });
  const { declared, desired, diagnostics } = await compile("topology.yaml", files);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === "error"),
    [],
  );
  const contents = declared && contentsOf(declared.topology);
  assert.deepEqual(contents, { teams: 3, events: 3, subscriptions: 4 });
  assert.deepEqual(
    [desired?.teams.length, desired?.topics.length, desired?.subscriptions.length],
    [contents?.teams, contents?.events, contents?.subscriptions],
  );
});

test("there is nothing to count where there is an error", async () => {
  const { declared } = await compile("topology.yaml", memoryFiles({ "topology.yaml": "version: 1\n" }));
  assert.equal(declared, undefined);
});
