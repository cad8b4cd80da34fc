import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { descendantsOf, endProcesses, runningProcess, runningProcesses, stillRunning } from "./processes.ts";
import { sleeper } from "./session/test-support/sleeper.ts";

test("a process finds itself and its child", async (context) => {
  const { pid } = await sleeper(context);
  const me = await runningProcess(process.pid);
  assert.equal(me?.parent, process.ppid);
  assert.ok(descendantsOf(process.pid, await runningProcesses()).some((child) => child.pid === pid));
});

test("descendants are found at every depth, and nobody else", () => {
  const tree = [
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 1],
    [5, 4],
  ].map(([pid = 0, parent = 0]) => ({ pid, parent, session: undefined, started: "now" }));
  assert.deepEqual(
    descendantsOf(2, tree).map(({ pid }) => pid),
    [3],
  );
  assert.deepEqual(
    descendantsOf(1, tree)
      .map(({ pid }) => pid)
      .sort(),
    [2, 3, 4, 5],
  );
});

test("a process is asked to end", async (context) => {
  const { child, ...found } = await sleeper(context);
  const ended = once(child, "exit");
  await endProcesses([found], 5);
  assert.deepEqual(await ended, [null, "SIGTERM"]);
  assert.deepEqual(await stillRunning([found]), []);
});

test("a process that does not listen is ended after the time given", async (context) => {
  const { child, ...found } = await sleeper(context, "process.on('SIGTERM', () => {})");
  const ended = once(child, "exit");
  await endProcesses([found], 0.3);
  assert.deepEqual(await ended, [null, "SIGKILL"]);
});

test("a later process with the same id is left alone", async (context) => {
  const { child, ...found } = await sleeper(context);
  await endProcesses([{ ...found, started: "long ago" }], 0);
  assert.equal(child.exitCode, null);
  assert.equal(child.signalCode, null);
  assert.equal((await stillRunning([found])).length, 1);
});

test("a process id that is not in use is nobody", async () => {
  assert.equal(await runningProcess(2 ** 22 + 1), undefined);
});
