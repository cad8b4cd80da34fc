import assert from "node:assert/strict";
import { test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { endServer, isServerRunning, recordedServer, recordServer } from "./server-record.ts";
import { sessionFolder } from "./session-folder.ts";
import { sleeper } from "./test-support/sleeper.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";
import { whileRunning } from "./watch-server.ts";

const PLACE = { place: { project: "ar-local" }, accounts: "shared" } as const;

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
}

test("a server that ends meanwhile is named, with its log, and the work is told to stop", async (context) => {
  const folder = sessionFolder(temporaryFolder(context));
  const { child, pid } = await sleeper(context);
  const recorded = await recordServer(folder, { name: "Emulator", pid, endpoint: "e", logFile: "x/e.log" }, PLACE);
  assert.ok(recorded);
  setTimeout(() => child.kill("SIGKILL"), 100);
  const failure = await whileRunning(recorded, new AbortController().signal, untilAborted).catch((e: unknown) => e);
  assert.ok(failure instanceof EnvironmentError);
  assert.match(failure.message, new RegExp(`^Emulator \\(process ${pid}\\) ended`));
  assert.match(failure.remedy, /e\.log/);
});

test("other failures, interruptions and results pass", async (context) => {
  const folder = sessionFolder(temporaryFolder(context));
  const { pid } = await sleeper(context);
  const recorded = await recordServer(folder, { name: "Emulator", pid, endpoint: "e", logFile: "e.log" }, PLACE);
  assert.ok(recorded);
  const { signal } = new AbortController();
  assert.equal(await whileRunning(recorded, signal, async () => 1), 1);
  await assert.rejects(
    whileRunning(recorded, signal, () => Promise.reject(new Error("own"))),
    /own/,
  );
  await assert.rejects(whileRunning(recorded, AbortSignal.timeout(50), untilAborted), { name: "TimeoutError" });
});

test("a server is found again by its record, and ended by it", async (context) => {
  const folder = sessionFolder(temporaryFolder(context));
  assert.equal(await recordedServer(folder), undefined);
  const { pid } = await sleeper(context);
  const server = { name: "Emulator", pid, endpoint: "e", logFile: "e.log", certificateFile: "c.pem" };
  const recorded = await recordServer(folder, server, PLACE);
  assert.deepEqual(await recordedServer(folder), recorded);
  assert.deepEqual(recorded?.server, server);
  assert.ok(recorded && (await isServerRunning(recorded)));
  await endServer(recorded);
  assert.equal(await isServerRunning(recorded), false);
  assert.equal(await recordServer(folder, { ...server, pid: 2 ** 22 + 1 }, PLACE), undefined);
});
