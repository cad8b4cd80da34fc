import assert from "node:assert/strict";
import { test } from "node:test";
import { readInputs } from "./inputs.ts";

test("without any input everything has its default", () => {
  assert.deepEqual(readInputs({}), {
    file: "topology.yaml",
    stacks: undefined,
    base: undefined,
    head: "HEAD",
    failOn: "never",
    comment: true,
    token: "",
    workingDirectory: ".",
  });
});

test("inputs come as the runner names them", () => {
  const inputs = readInputs({
    INPUT_FILE: " infra/topology.yaml ",
    INPUT_STACKS: "gcp-pubsub, aws-sns-sqs\n  staging\n",
    INPUT_BASE: "main",
    INPUT_HEAD: "refs/topology/merge",
    "INPUT_FAIL-ON": "dangerous",
    INPUT_COMMENT: "False",
    INPUT_TOKEN: "secret",
    "INPUT_WORKING-DIRECTORY": "infra",
  });
  assert.deepEqual(inputs, {
    file: "infra/topology.yaml",
    stacks: ["gcp-pubsub", "aws-sns-sqs", "staging"],
    base: "main",
    head: "refs/topology/merge",
    failOn: "dangerous",
    comment: false,
    token: "secret",
    workingDirectory: "infra",
  });
});

test("stacks can be left out of the review", () => {
  assert.deepEqual(readInputs({ INPUT_STACKS: "none" }).stacks, []);
});

test("a value that an input does not take is refused with those it takes", () => {
  assert.throws(
    () => readInputs({ "INPUT_FAIL-ON": "dangerus" }),
    /"dangerus"; did you mean "dangerous"\? it takes never, /,
  );
  assert.throws(
    () => readInputs({ INPUT_COMMENT: "yes" }),
    /the input comment cannot be "yes"; it takes true or false/,
  );
});
