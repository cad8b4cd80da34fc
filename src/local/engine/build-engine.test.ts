import assert from "node:assert/strict";
import { appendFile, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { buildEngine } from "./build-engine.ts";
import { type Sandbox, sandbox, WORKING_GO } from "./test-support/sandbox.ts";

async function build(machine: Sandbox, messages: string[] = []) {
  const programs = await machine.programs();
  return buildEngine({ progress: (message) => messages.push(message), environment: machine.environment, programs });
}

async function builds(machine: Sandbox): Promise<readonly string[]> {
  return (await readFile(join(machine.folder, "builds"), "utf8")).trim().split("\n");
}

test("builds both programs once, tells how far it is, and leaves nothing but the result", async (t) => {
  const machine = await sandbox(t);
  await machine.tool("go", WORKING_GO);
  const messages: string[] = [];
  const engine = await build(machine, messages);
  assert.deepEqual(messages.slice(-5), [
    "looking up the Go modules of pulumi",
    "downloading the Go modules of pulumi: 1",
    "compiling pulumi: 0 of 2 packages (0 %)",
    "compiling pulumi: 1 of 2 packages (50 %)",
    "linking pulumi",
  ]);
  assert.equal(engine.source, "built");
  assert.equal(engine.languageHost, dirname(engine.pulumi));
  assert.match(await readFile(engine.pulumi, "utf8"), /built/);
  assert.match(await readFile(join(engine.languageHost, "pulumi-language-nodejs"), "utf8"), /built/);
  assert.equal((await machine.cached()).length, 1);
  await rm(join(machine.folder, "bin", "go"));
  assert.deepEqual(await build(machine), engine);
});

test("processes that build at once share one build", async (t) => {
  const machine = await sandbox(t);
  await machine.tool("go", WORKING_GO);
  const messages: string[] = [];
  const engines = await Promise.all([build(machine, messages), build(machine, messages), build(machine, messages)]);
  assert.equal(new Set(engines.map((engine) => engine.pulumi)).size, 1);
  assert.deepEqual(await builds(machine), ["m/pulumi-language-nodejs", "m/pulumi"]);
  assert.ok(messages.includes("waiting for another process that builds the Pulumi engine"));
  assert.equal((await machine.cached()).length, 1);
});

test("a change of go.sum, a lost binary and the leftovers of a killed build lead to a new build", async (t) => {
  const machine = await sandbox(t);
  await machine.tool("go", WORKING_GO);
  const first = await build(machine);
  await rm(first.pulumi);
  assert.equal((await build(machine)).pulumi, first.pulumi);
  assert.equal((await builds(machine)).length, 4);

  const root = dirname(first.languageHost);
  const old = new Date(Date.now() - 60_000);
  await mkdir(`${root}.making-killed`);
  await writeFile(`${root}.lock`, "killed");
  for (const leftover of [`${root}.making-killed`, `${root}.lock`]) await utimes(leftover, old, old);
  await rm(root, { recursive: true });
  assert.equal((await build(machine)).pulumi, first.pulumi);
  assert.equal((await machine.cached()).length, 1);

  const programs = await machine.programs();
  await appendFile(join(programs[0]?.folder ?? "", "go.sum"), "example.com/other v1.0.0 h1:y=\n");
  const changed = await buildEngine({ progress: () => undefined, environment: machine.environment, programs });
  assert.notEqual(changed.pulumi, first.pulumi);
});

test("without Go, both ways out are named", async (t) => {
  const machine = await sandbox(t);
  await assert.rejects(build(machine), (error: unknown) => {
    assert.ok(error instanceof EnvironmentError);
    assert.match(error.message, /Go is not on PATH/);
    assert.match(error.remedy, /Go 1\.25\.11 or newer at https:\/\/go\.dev\/dl.*pulumi\.com\/docs\/install/);
    return true;
  });
  assert.deepEqual(await machine.cached(), []);
});

const FAILURES = [
  {
    name: "a Go that is too old",
    go: "echo go1.24.9",
    message: /Go 1\.25\.11 or newer is needed.*too old/,
    remedy: /go\.dev\/dl/,
  },
  {
    name: "a Go that is too old and may not fetch a newer one",
    go: `echo 'go: go.mod requires go >= 1.25.11 (running go 1.24.9; GOTOOLCHAIN=local)' >&2; exit 1`,
    message: /too old\ngo: go\.mod requires go >= 1\.25\.11/,
    remedy: /Go 1\.25\.11 or newer/,
  },
  {
    name: "a module proxy that cannot be reached",
    go: `[ "$1" = env ] && echo go1.26.0 && exit
echo 'go: x@v1: Get "https://proxy.invalid/x": dial tcp: lookup proxy.invalid: no such host' >&2; exit 1`,
    message: /could not read the modules.*\n.*proxy\.invalid/,
    remedy: /network and GOPROXY/,
  },
  {
    name: "a build that fails, with the end of what go said",
    go: `[ "$1" = env ] && echo go1.26.0 && exit
[ "$1" = list ] && echo m/a && exit
i=0; while [ $i -lt 100 ]; do i=$((i + 1)); echo "line $i" >&2; done; echo 'no space left on device' >&2; exit 1`,
    message: /^go could not build pulumi-language-nodejs\nline 90\n[\s\S]*no space left on device$/,
    remedy: /go says above/,
  },
];

for (const { name, go, message, remedy } of FAILURES)
  test(`${name} is named and leaves nothing in the cache`, async (t) => {
    const machine = await sandbox(t);
    await machine.tool("go", go);
    await assert.rejects(build(machine), (error: unknown) => {
      assert.ok(error instanceof EnvironmentError);
      assert.match(error.message, message);
      assert.match(error.remedy, remedy);
      return true;
    });
    assert.deepEqual(await machine.cached(), []);
  });
