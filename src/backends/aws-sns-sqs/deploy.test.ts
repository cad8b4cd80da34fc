import assert from "node:assert/strict";
import { test } from "node:test";
import type { Backend, BackendInput } from "../backend.ts";
import { sceneOn } from "../test-support/scene.ts";
import { awsSnsSqs } from "./index.ts";
import type { AwsPlace } from "./settings.ts";

test("each type of resource has the SDK's constructor of that very type, and no other is there", async () => {
  const { constructors } = await awsSnsSqs.deployer();
  const input = await sceneOn(awsSnsSqs as Backend, {
    teams: `crm: { events: { A: {} } }
sales: { subscriptions: [{ event: A, alarms: { deadLetters: 1 } }] }`,
    place: { kmsKey: "create" },
  });
  const types = new Set(awsSnsSqs.resources(input as BackendInput<AwsPlace>).map(({ type }) => type));
  assert.deepEqual(Object.keys(constructors).sort(), [...types].sort());
  for (const [type, made] of Object.entries(constructors)) {
    assert.equal((made as unknown as { readonly __pulumiType: string }).__pulumiType, type);
  }
});
