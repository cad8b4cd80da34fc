import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, ownAccounts } from "../aws/test-support/input.ts";
import { awsEventbridge } from "./index.ts";

test("each type of resource has the SDK's constructor of that very type, and no other is there", async () => {
  const { constructors } = await awsEventbridge.deployer();
  const types = new Set(awsEventbridge.resources(awsInput(example, ownAccounts())).map(({ type }) => type));
  assert.deepEqual(Object.keys(constructors).sort(), [...types].sort());
  for (const [type, made] of Object.entries(constructors)) {
    assert.equal((made as unknown as { readonly __pulumiType: string }).__pulumiType, type);
  }
});
