import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { exampleFolder } from "./test-support/run-in.ts";

/* The program as a process: what only a process has, such as exit codes, closed pipes and what it loads. */

const tsx = import.meta.resolve("tsx");
const main = fileURLToPath(new URL("main.ts", import.meta.url));

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function start(cwd: string, nodeArguments: readonly string[], reads = true): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", tsx, ...nodeArguments], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  if (reads) child.stdout.on("data", (data) => (printed.stdout += data));
  else child.stdout.destroy();
  child.stderr.on("data", (data) => (printed.stderr += data));
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, ...printed };
}

test("exit codes: 0 fine, 1 problems, 2 wrong use, 3 environment", async (context) => {
  const folder = exampleFolder(context, { "bad.yaml": "version: 1\n" });
  const codes = await Promise.all(
    [
      ["validate"],
      ["validate", "--file", "bad.yaml"],
      ["validate", "--nonsense"],
      ["local", "receive", "crm", "EMAIL_SENT"],
    ].map(async (argv) => (await start(folder, [main, ...argv])).exitCode),
  );
  assert.deepEqual(codes, [0, 1, 2, 3]);
});

test("what failed in the environment is told with a remedy, without a stack", async (context) => {
  const { stderr } = await start(exampleFolder(context), [main, "local", "receive", "crm", "EMAIL_SENT"]);
  assert.match(stderr, /^error: .+\nhelp: .+\n$/);
});

test("a reader that goes away ends the output quietly", async (context) => {
  const { exitCode, stderr } = await start(
    exampleFolder(context),
    [main, "resources", "--backend", "aws-sns-sqs"],
    false,
  );
  assert.equal(stderr, "");
  assert.equal(exitCode, 0);
});

for (const argv of [
  ["validate", "--backend", "gcp-pubsub"],
  ["resources", "--backend", "aws-eventbridge"],
  ["--help"],
]) {
  test(`topology ${argv.join(" ")} loads no SDK of Pulumi or a cloud`, async (context) => {
    const script = [
      `import { run } from ${JSON.stringify(new URL("cli.ts", import.meta.url).href)};`,
      'import { createRequire } from "node:module";',
      "const silent = { write: () => true };",
      "const surroundings = { stdout: silent, stderr: silent, cwd: process.cwd(), env: {} };",
      `const exitCode = await run(${JSON.stringify(argv)}, surroundings);`,
      "const loaded = Object.keys(createRequire(import.meta.url).cache);",
      "process.stdout.write(JSON.stringify({ exitCode, loaded }));",
    ].join("\n");
    const { stdout, stderr } = await start(exampleFolder(context), ["--input-type=module", "--eval", script]);
    assert.equal(stderr, "");
    const { exitCode, loaded }: { exitCode: number; loaded: string[] } = JSON.parse(stdout);
    assert.equal(exitCode, 0);
    assert.ok(
      loaded.some((file) => file.includes("/node_modules/commander/")),
      "the cache tells what was loaded",
    );
    assert.deepEqual(
      loaded.filter((file) => /node_modules\/(@pulumi|@aws-sdk|@smithy|@google-cloud|@grpc|typescript)\//.test(file)),
      [],
    );
  });
}
