import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { isRunning, stopServer } from "../server.ts";
import { startPubsubEmulator } from "./pubsub.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pubsub-emulator-"));
});
after(() => rm(folder, { recursive: true, force: true }));

const options = () => ({
  logFile: join(folder, "pubsub.log"),
  deployer: "user:deployer@local.example",
  projects: { "ar-local": "123456789012" },
  progress: () => undefined,
});

test("starts on a free port of the loopback interface and ends when asked", async () => {
  const server = await startPubsubEmulator(options());
  try {
    assert.match(server.endpoint, /^127\.0\.0\.1:\d+$/);
    assert(await isRunning(server));
  } finally {
    await stopServer(server);
  }
  assert(!(await isRunning(server)));
  assert.match(await readFile(server.logFile, "utf8"), /^ready on /);
});

test("without Go and without an earlier build it says what is missing", async () => {
  const environment = { PATH: folder, TOPOLOGY_CACHE: join(folder, "cache") };
  await assert.rejects(startPubsubEmulator({ ...options(), environment }), EnvironmentError);
});
