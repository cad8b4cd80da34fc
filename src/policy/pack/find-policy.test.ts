import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryFiles } from "../../test-support/memory-files.ts";
import { findPolicy } from "./find-policy.ts";

test("the nearest policy above is found", async () => {
  const files = memoryFiles({ "/a/topology.policy.yaml": "", "/a/b/c/topology.policy.yaml": "" });
  assert.equal(await findPolicy("/a/b/c/d", files), "/a/b/c/topology.policy.yaml");
  assert.equal(await findPolicy("/a/b", files), "/a/topology.policy.yaml");
  assert.equal(await findPolicy("/x", files), undefined);
});
