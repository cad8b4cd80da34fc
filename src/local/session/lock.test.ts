import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { withLock } from "./lock.ts";
import { sessionFolder } from "./session-folder.ts";
import { sleeper } from "./test-support/sleeper.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";

test("the lock is free again after the work, and after its failure", async (context) => {
  const folder = sessionFolder(join(temporaryFolder(context), "a"));
  assert.equal(await withLock(folder, async () => existsSync(folder.lock)), true);
  await assert.rejects(
    withLock(folder, () => Promise.reject(new Error("no"))),
    /^Error: no$/,
  );
  assert.equal(existsSync(folder.lock), false);
});

test("a second one at the same time is refused and told who is first", async (context) => {
  const folder = sessionFolder(join(temporaryFolder(context), "a"));
  const refused = await withLock(folder, () =>
    withLock(folder, async () => undefined).catch((error: unknown) => error),
  );
  assert.ok(refused instanceof EnvironmentError);
  assert.match(refused.message, new RegExp(`by process ${process.pid} `));
  assert.match(refused.remedy, /wait/);
});

test("of many at once exactly one works at a time", async (context) => {
  const folder = sessionFolder(join(temporaryFolder(context), "a"));
  let [inside, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
    inside -= 1;
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => withLock(folder, work)));
  assert.equal(most, 1);
  assert.ok(outcomes.some(({ status }) => status === "fulfilled"));
});

test("the lock of a process that was killed is taken over", async (context) => {
  const folder = sessionFolder(join(temporaryFolder(context), "a"));
  const { child, ...killed } = await sleeper(context);
  writeFileSync(folder.lock, JSON.stringify(killed));
  await assert.rejects(
    withLock(folder, async () => undefined),
    EnvironmentError,
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  assert.equal(await withLock(folder, async () => "mine"), "mine");
});
