import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { isRunning, type Server, stopServer } from "../server.ts";
import { startMinistack } from "./ministack.ts";

const folder = await mkdtemp(join(tmpdir(), "event-topology-ministack-"));
const running: Server[] = [];
after(async () => {
  for (const server of running) await stopServer(server);
  await rm(folder, { recursive: true, force: true });
});

test("two emulators run side by side on loopback ports of their own, and end without a trace", async () => {
  const said: string[] = [];
  const progress = (message: string) => void said.push(message);
  const first = await startMinistack({ logFile: join(folder, "one", "aws.log"), progress });
  running.push(first);
  const second = await startMinistack({ logFile: join(folder, "two", "aws.log"), progress });
  running.push(second);
  assert.match(first.endpoint, /^https:\/\/127\.0\.0\.1:\d+$/);
  assert.notEqual(first.endpoint, second.endpoint);
  assert.ok(said.includes("starting the AWS emulator"));
  assert.equal((await stat(join(folder, "one", "ministack", "server.key"))).mode & 0o077, 0);

  const health = JSON.parse(await get(`${first.endpoint}/_ministack/health`, first.certificateFile)) as {
    auth?: unknown;
  };
  assert.match(JSON.stringify(health), /"auth":"?(enabled|true)/);
  await assert.rejects(get(`${first.endpoint}/_ministack/health`, second.certificateFile), {
    code: /SELF_SIGNED|SIGNATURE/,
  });

  for (const server of [first, second]) await stopServer(server);
  assert.ok(!(await isRunning(first)) && !(await isRunning(second)));
  await assert.rejects(get(`${first.endpoint}/_ministack/health`, first.certificateFile), { code: "ECONNREFUSED" });
  assert.deepEqual((await readdir(join(folder, "one"))).sort(), ["aws.log", "ministack"]);
});

test("a pip that cannot install says why, and leaves no half of an installation", async () => {
  const cache = join(folder, "cache");
  // Without an index and without the folders of wheels a machine may be set up with.
  const { PIP_FIND_LINKS: _links, ...environment } = process.env;
  await assert.rejects(
    startMinistack({
      logFile: join(folder, "pip", "aws.log"),
      progress: () => undefined,
      environment: { ...environment, TOPOLOGY_CACHE: cache, PIP_NO_INDEX: "1", PIP_CONFIG_FILE: "/dev/null" },
    }),
    (error: unknown) => error instanceof EnvironmentError && /pip cannot install .*\n.*botocore/s.test(error.message),
  );
  assert.deepEqual(await readdir(cache), []);
});

function get(url: string, certificateFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca: readFileSync(certificateFile), agent: false }, async (response) => {
      resolve((await response.setEncoding("utf8").toArray()).join(""));
    });
    sent.once("error", reject).end();
  });
}
