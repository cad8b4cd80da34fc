import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { ACCOUNTS } from "../../local/session/accounts.ts";
import { topologyProgram } from "./test-support/topology-program.ts";

const schema = JSON.parse(readFileSync(new URL("../../../schemas/demo.schema.json", import.meta.url), "utf8"));
const validate = (value: unknown): boolean => new Ajv2020().validate(schema, value);

for (const accounts of ACCOUNTS)
  test(`the demo plays on all backends, accounts ${accounts}: every step held, and nothing is left`, async (context) => {
    const program = topologyProgram(context);
    const argv = ["local", "demo", "--backend", "all", "--accounts", accounts, "--format", "json"];
    const { code, stdout, stderr } = await program.run(argv);
    assert.equal(code, 0, stdout + stderr);
    const told = JSON.parse(stdout);
    const fits: boolean = validate(told);
    assert.ok(fits, "the JSON has the documented shape");
    assert.equal(told.ok, true);
    assert.deepEqual(
      told.runs.map((run: { backend: string }) => run.backend),
      ["gcp-pubsub", "aws-sns-sqs", "aws-eventbridge"],
    );
    for (const { steps } of told.runs) {
      assert.equal(steps.length, 7);
      for (const { expected, received } of steps) assert.deepEqual(received, expected);
    }
    assert.deepEqual(program.sessions(), []);
  });

test("the demo that is interrupted leaves nothing", async (context) => {
  const program = topologyProgram(context);
  const argv = ["local", "demo"];
  const { signal } = await program.interrupt(
    argv,
    "SIGTERM",
    () => program.read("demo-gcp-pubsub", "manifests.json") !== undefined,
  );
  assert.equal(signal, "SIGTERM");
  assert.deepEqual(program.sessions(), []);
});
