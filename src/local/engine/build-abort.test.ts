import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { buildEngine } from "./build-engine.ts";
import { type Sandbox, sandbox } from "./test-support/sandbox.ts";

/** A `go` that never ends, with a child as a compiler is one, and a half-written result. Both say their pid. */
const ENDLESS_GO = `
case "$1" in
  env) echo go1.26.1 ;;
  list) echo m/a ;;
  build)
    while [ "$1" != "-o" ]; do shift; done
    echo half > "$2"; touch "$GOTMPDIR/work"
    sleep 1000 & echo "$$ $!" > "$SANDBOX/pids.new"; mv "$SANDBOX/pids.new" "$SANDBOX/pids"; wait ;;
esac`;

test("an abort ends go with its children and leaves nothing in the cache", async (t) => {
  const machine = await sandbox(t);
  await machine.tool("go", ENDLESS_GO);
  const abort = new AbortController();
  const { environment } = machine;
  const building = buildEngine({
    progress: () => undefined,
    environment,
    signal: abort.signal,
    programs: await machine.programs(),
  });
  const pids = await runningPids(machine);
  abort.abort(new Error("enough"));
  await assert.rejects(building, /enough/);
  await assertEnded(pids);
  assert.deepEqual(await machine.cached(), []);
});

const ENDS = [
  { name: "Ctrl-C", end: "SIGINT", handler: "", ended: [null, "SIGINT"] },
  {
    name: "a handler that exits at once",
    end: "SIGTERM",
    handler: "process.on('SIGTERM', () => process.exit(7));",
    ended: [7, null],
  },
] as const;

for (const { name, end, handler, ended } of ENDS)
  test(`${name} ends a process that builds, and go with it`, async (t) => {
    const machine = await sandbox(t);
    await machine.tool("go", ENDLESS_GO);
    const child = await buildInAnotherProcess(machine, handler);
    const exit = once(child, "exit");
    const pids = await runningPids(machine);
    child.kill(end);
    assert.deepEqual(await exit, ended);
    await assertEnded(pids);
    if (handler === "") assert.deepEqual(await machine.cached(), []);
  });

async function buildInAnotherProcess(machine: Sandbox, handler: string): Promise<ChildProcess> {
  const module = JSON.stringify(new URL("./build-engine.ts", import.meta.url).href);
  const program = `
    import { buildEngine } from ${module};
    ${handler}
    const { environment, programs } = JSON.parse(process.env.MACHINE);
    await buildEngine({ progress() {}, environment, programs });`;
  const given = { environment: machine.environment, programs: await machine.programs() };
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    env: { ...process.env, MACHINE: JSON.stringify(given) },
    stdio: "inherit",
  });
}

async function runningPids(machine: Sandbox): Promise<readonly number[]> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(20)) {
    const text = await readFile(join(machine.folder, "pids"), "utf8").catch(() => undefined);
    if (text !== undefined) return text.trim().split(" ").map(Number);
  }
  throw new Error("the build did not start within 20 seconds");
}

/** An orphan takes a moment to be reaped by the process that inherits it. */
async function assertEnded(pids: readonly number[]): Promise<void> {
  assert.equal(pids.length, 2);
  for (const deadline = Date.now() + 5000; pids.some(isRunning); await sleep(20))
    assert.ok(Date.now() < deadline, `still running: ${pids.filter(isRunning)}`);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
