import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryFiles } from "../test-support/memory-files.ts";
import { stackFiles } from "./stack-files.ts";

const SALT = "encryptionsalt: v1:x\n";
const CONFIG = "config:\n  event-topology:backend: gcp-pubsub\n";

test("the salt of a shard is no stack file; everything else is, whatever is wrong with it", async () => {
  const files = memoryFiles({
    "stacks/Pulumi.prod.yaml": CONFIG,
    "stacks/Pulumi.prod.crm.yaml": SALT,
    "stacks/Pulumi.prod.eu.yaml": CONFIG,
    "stacks/Pulumi.prod.broken.yaml": "config: [",
    "stacks/Pulumi.alone.crm.yaml": SALT,
    "stacks/Pulumi.new.yaml": SALT,
  });
  assert.deepEqual(
    await stackFiles(files),
    ["alone.crm", "new", "prod.broken", "prod.eu", "prod"].map((name) => `stacks/Pulumi.${name}.yaml`),
  );
});
