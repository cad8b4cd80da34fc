import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { demoJson, demosJson, type Played } from "./demo-json.ts";
import { demoText } from "./demo-text.ts";
import { receivedCheck } from "./messages.ts";

const schema = JSON.parse(readFileSync(new URL("../../../schemas/demo.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const [first, second] = [1, 2].map((id) => ({ topic: "A", data: { id: `c-${id}-0123456789` } }));
assert.ok(first && second);
const good = receivedCheck("crm/A", [first, second], [second, first]);
const bad = receivedCheck("marketing/A", [first], []);
const played: Played = {
  backend: "gcp-pubsub",
  ok: false,
  seconds: 1.23456,
  steps: [{ title: "A step", checks: [good, bad], ok: false, seconds: 0.5 }],
};

test("the order of arrival does not matter, and is told in the order of publishing", () => {
  assert.deepEqual(good.expected, good.received);
  assert.equal(good.words, "A c-1-012345, A c-2-012345");
});

test("the JSON has the documented shape", () => {
  assert.ok(validate(demoJson(played)), JSON.stringify(validate.errors));
  assert.ok(validate(demosJson([played, { ...played, backend: "aws-sns-sqs" }])), JSON.stringify(validate.errors));
  assert.equal(validate({ ...demoJson(played), steps: [] }), false);
});

test("the JSON tells what was expected and received, and where they differ", () => {
  const { ok, seconds, steps } = demoJson(played);
  assert.deepEqual([ok, seconds], [false, 1.235]);
  assert.deepEqual(steps, [
    {
      step: "A step",
      expected: { "crm/A received": [first, second], "marketing/A received": [first] },
      received: { "crm/A received": [first, second], "marketing/A received": [] },
      failed: ["marketing/A received"],
      ok: false,
      seconds: 0.5,
    },
  ]);
});

test("the text marks what held and shows what did not", () => {
  const text = demoText(false);
  const [result] = played.steps;
  assert.ok(result);
  const told = text.result(result);
  assert.match(told, /✓ crm\/A received A c-1-012345, A c-2-012345\n/);
  assert.match(told, /✗ marketing\/A received nothing\n +expected \[\{"topic":"A".*\n +received \[\]\n/);
  assert.match(text.closing(played, "/logs"), /0 of 1 steps held, in 1\.2 s.*\/logs/);
  assert.match(text.closing({ ...played, ok: true }, "/logs"), /All 1 steps held/);
  assert.match(text.table([played]), /✗ gcp-pubsub +0 of 1 +1\.2 s/);
  assert.match(text.opening("aws-sns-sqs", "a\u001b[31m.yaml", "shared"), /AWS SNS and SQS.*a\\u\{1b\}/);
});

test("without colours there is no escape sequence, with them there is", () => {
  const [result] = played.steps;
  assert.ok(result);
  assert.equal(demoText(false).result(result).includes("\u001b"), false);
  assert.equal(demoText(true).result(result).includes("\u001b"), true);
});
