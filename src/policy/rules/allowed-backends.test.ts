import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPolicy } from "../check-policy.ts";
import { policyOf } from "../test-support/broken-by.ts";

test("only the named backends are allowed", async () => {
  const policy = await policyOf("- { rule: allowed-backends, level: error, backends: [gcp-pubsub, aws-sns-sqs] }");
  const found = (backend: string) => checkPolicy(policy, [{ kind: "backend", at: "x", backend }], () => undefined);
  assert.deepEqual(found("gcp-pubsub"), []);
  assert.equal(
    found("aws-eventbridge")[0]?.message,
    "the backend aws-eventbridge is not allowed, only gcp-pubsub, aws-sns-sqs",
  );
});
