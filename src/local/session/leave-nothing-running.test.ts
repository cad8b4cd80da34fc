import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { runningProcess } from "../processes.ts";
import { leavingNothingRunning, orInterrupted } from "./leave-nothing-running.ts";
import { sleeper } from "./test-support/sleeper.ts";

test("an interruption ends what was started meanwhile, with its children, and nothing else", async (context) => {
  const before = await sleeper(context);
  const interruption = new AbortController();
  let started: number | undefined;
  const work = leavingNothingRunning(interruption.signal, async () => {
    const script = "require('node:child_process').spawn('sleep', ['60']); setTimeout(() => {}, 60_000)";
    started = spawn(process.execPath, ["-e", script], { detached: true, stdio: "ignore" }).pid;
    setTimeout(() => interruption.abort(), 300);
    await orInterrupted(interruption.signal, new Promise<never>(() => undefined));
  });
  await assert.rejects(work, { name: "AbortError" });
  assert.equal(await runningProcess(started ?? -1), undefined);
  assert.equal((await runningProcess(before.pid))?.started, before.started);
});

test("without an interruption everything goes on", async (context) => {
  let pid: number | undefined;
  const result = await leavingNothingRunning(new AbortController().signal, async () => {
    pid = (await sleeper(context)).pid;
    return "done";
  });
  assert.equal(result, "done");
  assert.notEqual(await runningProcess(pid ?? -1), undefined);
});
