import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { engineLock } from "./engine-lock.ts";
import { sessionFolder } from "./session-folder.ts";
import { engineState } from "./state.ts";
import { sleeper } from "./test-support/sleeper.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

test("the engine's state tells whether there is any and whether a run was cut off", async (context) => {
  const folder = sessionFolder(temporaryFolder(context));
  const file = join(folder.state, ".pulumi/stacks/event-topology/local.json");
  assert.deepEqual(await engineState(folder), { exists: false, cutOff: false });
  write(file, { version: 3, checkpoint: { latest: { manifest: {} } } });
  assert.deepEqual(await engineState(folder), { exists: false, cutOff: false });
  write(file, { version: 3, checkpoint: { latest: { resources: [{}] } } });
  assert.deepEqual(await engineState(folder), { exists: true, cutOff: false });
  write(file, { version: 3, checkpoint: { latest: { resources: [{}], pending_operations: [{}] } } });
  assert.deepEqual(await engineState(folder), { exists: true, cutOff: true });
});

test("the engine's lock is alive as long as its holder", async (context) => {
  const folder = sessionFolder(temporaryFolder(context));
  const lock = join(folder.state, ".pulumi/locks/organization/event-topology/local/1b2c.json");
  assert.deepEqual(await engineLock(folder), { kind: "free" });
  const { child, pid } = await sleeper(context);
  write(lock, { pid, username: "u", hostname: "h", timestamp: "2026-01-01T00:00:00Z" });
  assert.deepEqual(await engineLock(folder), { kind: "alive", pid });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  assert.deepEqual(await engineLock(folder), { kind: "stale" });
});
