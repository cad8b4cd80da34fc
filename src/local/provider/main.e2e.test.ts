import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const NODE = `"${process.execPath}" --import tsx "${MAIN}"`;

test("a plugin ends by itself when the engine that started it was killed", async () => {
  const parent = spawn("sh", ["-c", `${NODE} gcp 127.0.0.1:1 & echo $!; wait`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  assert.match(String((await lines.next()).value), /^\d+$/, "the port");
  assert.ok(isRunning(pid));
  parent.kill("SIGKILL");
  for (const deadline = Date.now() + 10_000; isRunning(pid) && Date.now() < deadline; ) await sleep(50);
  const wasLeft = isRunning(pid);
  if (wasLeft) process.kill(pid, "SIGKILL");
  assert.equal(wasLeft, false);
});

test("an unknown package is refused", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "azure"], { stdio: ["ignore", "ignore", "pipe"] });
  const words: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => words.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(code, 1);
  assert.match(Buffer.concat(words).toString(), /^no local provider for the package "azure"; there are aws and gcp\n$/);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
