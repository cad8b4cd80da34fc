import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryFiles } from "../test-support/memory-files.ts";
import { settingsOfStack } from "./settings-of-stack.ts";

const BASE = "config:\n  event-topology:backend: gcp-pubsub\n  event-topology:protect: false\n";
const files = (more: Readonly<Record<string, string>> = {}) =>
  memoryFiles({ "stacks/Pulumi.prod.yaml": BASE, ...more });

test("a shard has the settings of its base", async () => {
  const { base, settings } = await settingsOfStack("prod.crm", {}, files());
  assert.equal(base, "prod");
  assert.deepEqual(settings.value, { backend: "gcp-pubsub", protect: false });
});

test("what the engine's configuration says of a shard wins", async () => {
  const { settings } = await settingsOfStack("prod.crm", { "event-topology:protect": "true" }, files());
  assert.deepEqual(settings.value, { backend: "gcp-pubsub", protect: true });
});

test("a file with the engine's salt alone is no stack file, one that says where it runs is", async () => {
  const salt = { "stacks/Pulumi.prod.crm.yaml": "encryptionsalt: v1:x\n" };
  assert.equal((await settingsOfStack("prod.crm", {}, files(salt))).base, "prod");
  const own = { "stacks/Pulumi.prod.crm.yaml": BASE };
  assert.equal((await settingsOfStack("prod.crm", {}, files(own))).base, "prod.crm");
});

test("a stack with a dot in its name and no base is itself", async () => {
  const { base, settings } = await settingsOfStack("eu.dev", { "event-topology:backend": "gcp-pubsub" }, files());
  assert.equal(base, "eu.dev");
  assert.deepEqual(settings.value, { backend: "gcp-pubsub" });
});
