import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { EnvironmentError } from "./environment-error.ts";
import { buildGoProgram, type GoProgram } from "./go-build.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "go-build-"));
  await writeFile(join(folder, "go.mod"), "module example/hello\n\ngo 1.21\n");
  await writeFile(join(folder, "main.go"), 'package main\n\nvar said = "?"\n\nfunc main() { print(said) }\n');
});
after(() => rm(folder, { recursive: true, force: true }));

const program = (change: Partial<GoProgram> = {}): GoProgram => ({
  name: "hello",
  folder,
  package: ".",
  output: join(folder, "bin", "hello"),
  progress: () => undefined,
  environment: process.env,
  ldflags: "-X main.said=hello",
  ...change,
});

test("builds once, tells what it does, and leaves only the executable", async () => {
  const told: string[] = [];
  const output = await buildGoProgram(program({ progress: (message) => told.push(message) }));
  const { stderr } = await promisify(execFile)(output);
  assert.equal(stderr, "hello");
  assert.equal(told[0], "building hello");
  assert.deepEqual(await readdir(join(folder, "bin")), ["hello"]);
  await buildGoProgram(program({ environment: { PATH: "" } }));
});

test("without Go it says how to get it", async () => {
  const output = join(folder, "elsewhere", "hello");
  await assert.rejects(buildGoProgram(program({ output, environment: { PATH: folder } })), (error) => {
    assert(error instanceof EnvironmentError);
    assert.match(error.message, /Go is needed to build hello/);
    assert.match(error.remedy, /go\.dev\/dl/);
    return true;
  });
});

test("a failed build shows the compiler's word and leaves nothing", async () => {
  const output = join(folder, "broken", "hello");
  await writeFile(join(folder, "broken.go"), "package main\n\nvar x int = nothing\n");
  try {
    await assert.rejects(buildGoProgram(program({ output })), /undefined: nothing/);
    assert.deepEqual(await readdir(join(folder, "broken")), []);
  } finally {
    await rm(join(folder, "broken.go"));
  }
});

test("an aborted build ends with the reason", async () => {
  const reason = new Error("interrupted");
  const controller = new AbortController();
  const output = join(folder, "aborted", "hello");
  const building = buildGoProgram(
    program({
      output,
      ldflags: "-X main.said=other",
      signal: controller.signal,
      progress: () => controller.abort(reason),
    }),
  );
  await assert.rejects(building, (error) => error === reason);
  assert.deepEqual(await readdir(join(folder, "aborted")), []);
});
