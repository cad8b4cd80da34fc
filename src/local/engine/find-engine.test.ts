import assert from "node:assert/strict";
import { test } from "node:test";
import { findEngine } from "./find-engine.ts";
import { sandbox } from "./test-support/sandbox.ts";

test("the user's own engine is preferred; nothing is built for it", async (t) => {
  const machine = await sandbox(t);
  await machine.tool("pulumi", "echo v3.250.0");
  await machine.tool("pulumi-language-nodejs", "");
  const engine = await findEngine({ progress: assert.fail, environment: machine.environment });
  assert.equal(engine.source, "path");
  assert.deepEqual(await machine.cached(), []);
});

test("an engine of the user's that is too old is named, then one is built", async (t) => {
  const machine = await sandbox(t);
  await machine.tool("pulumi", "echo v3.200.0");
  const messages: string[] = [];
  const progress = (message: string) => messages.push(message);
  // There is no Go on this machine: that it is asked for shows that the build was reached.
  await assert.rejects(findEngine({ progress, environment: machine.environment }), /Go is not on PATH/);
  assert.match(messages[0] ?? "", /3\.200\.0, needed is 3\.250\.0/);
});
