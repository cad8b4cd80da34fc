import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { EnvironmentError } from "../environment-error.ts";
import { runningProcess } from "../processes.ts";
import { prepareStack, refresh, type SessionEngine, up } from "./engine.ts";
import { sessionFolder } from "./session-folder.ts";
import { temporaryFolder } from "./test-support/temporary-folder.ts";

/** A stand-in for the engine's binary: the run of a real one is in the end-to-end tests. `log` is its event log. */
function engineThat(context: TestContext, does: string): SessionEngine {
  const folder = sessionFolder(temporaryFolder(context));
  const command = join(folder.root, "pulumi");
  const log = 'const log = process.argv[process.argv.indexOf("--event-log") + 1]; const fs = require("node:fs");';
  writeFileSync(command, `#!${process.execPath}\n${log}\n${does}\n`);
  chmodSync(command, 0o755);
  return { folder, command, env: process.env };
}

const quietly = { onEvent: () => undefined };
const { signal } = new AbortController();

test("the engine's errors are in the report", async (context) => {
  const event = { diagnosticEvent: { severity: "error", message: "<{%fg 1%}>no such project", color: "raw" } };
  const engine = engineThat(
    context,
    `fs.writeFileSync(log, ${JSON.stringify(`${JSON.stringify(event)}\n`)}); process.exit(255)`,
  );
  assert.deepEqual((await up(engine, { ...quietly, signal })).errors, ["no such project"]);
});

test("an engine that ends without an event is quoted", async (context) => {
  const engine = engineThat(context, 'console.log("out of paper"); process.kill(process.pid, "SIGKILL")');
  const { errors } = await up(engine, { ...quietly, signal });
  assert.match(errors[0] ?? "", /ended before it was done/);
  assert.equal(errors[1], "out of paper");
});

test("what a killed engine leaves behind is ended", { skip: process.platform !== "linux" }, async (context) => {
  const engine = engineThat(
    context,
    'const left = require("node:child_process").spawn("sleep", ["60"], { stdio: "ignore" });' +
      'fs.writeFileSync("left", String(left.pid)); process.kill(process.pid, "SIGKILL")',
  );
  await up(engine, { ...quietly, signal });
  const left = Number(readFileSync(join(engine.folder.root, "left"), "utf8"));
  assert.equal(await runningProcess(left), undefined);
});

test("an interruption reaches the engine as its own ctrl-C, once, and is waited for", async (context) => {
  const engine = engineThat(
    context,
    'process.on("SIGINT", () => { fs.appendFileSync("told", "x"); setTimeout(() => process.exit(1), 200); });' +
      'fs.writeFileSync("started", ""); setTimeout(() => {}, 60_000)',
  );
  const interruption = new AbortController();
  const timer = setInterval(() => {
    if (existsSync(join(engine.folder.root, "started"))) interruption.abort();
  }, 20);
  await assert.rejects(up(engine, { ...quietly, signal: interruption.signal }), { name: "AbortError" });
  clearInterval(timer);
  assert.equal(readFileSync(join(engine.folder.root, "told"), "utf8"), "x");
});

test("a refresh is a run of its own", async (context) => {
  const engine = engineThat(context, 'fs.writeFileSync("arguments", process.argv.join(" "))');
  const argumentsOf = () => readFileSync(join(engine.folder.root, "arguments"), "utf8");
  await up(engine, { ...quietly, signal });
  assert.doesNotMatch(argumentsOf(), /--refresh/);
  await refresh(engine, signal);
  assert.match(argumentsOf(), /pulumi refresh --yes --skip-preview --stack/);
});

test("the stack of a killed engine is unlocked, that of a running one is not", async (context) => {
  const engine = engineThat(context, 'fs.appendFileSync("calls", process.argv[2] + " ")');
  const calls = () => readFileSync(join(engine.folder.root, "calls"), "utf8");
  const locks = join(engine.folder.state, ".pulumi/locks");
  mkdirSync(locks, { recursive: true });
  writeFileSync(join(locks, "1.json"), JSON.stringify({ pid: 2 ** 22 + 1 }));
  await prepareStack(engine, signal);
  assert.equal(calls(), "cancel stack ");
  writeFileSync(join(locks, "1.json"), JSON.stringify({ pid: process.pid }));
  await assert.rejects(
    prepareStack(engine, signal),
    (error: unknown) => error instanceof EnvironmentError && error.remedy.includes(`kill ${process.pid}`),
  );
  assert.equal(calls(), "cancel stack ");
});

test("an engine that cannot be started, or fails at the stack, is a failure of the environment", async (context) => {
  const missing = { ...engineThat(context, ""), command: "/nowhere/pulumi" };
  await assert.rejects(up(missing, { ...quietly, signal }), EnvironmentError);
  const failing = engineThat(context, 'console.error("no space left"); process.exit(1)');
  await assert.rejects(
    prepareStack(failing, signal),
    (error: unknown) => error instanceof EnvironmentError && /stack select .*failed: no space left/.test(error.message),
  );
});
