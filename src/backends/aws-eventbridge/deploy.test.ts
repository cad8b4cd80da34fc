import assert from "node:assert/strict";
import { test } from "node:test";
import { awsInput, example, ownAccounts } from "../aws/test-support/input.ts";
import type { BackendInput } from "../backend.ts";
import { awsEventbridge } from "./index.ts";
import type { AwsPlace } from "./settings.ts";

test("each type of resource has the SDK's constructor of that very type, and no other is there", async () => {
  const { constructors } = await awsEventbridge.deployer();
  const types = new Set(awsEventbridge.resources(withEveryOption()).map(({ type }) => type));
  assert.deepEqual(Object.keys(constructors).sort(), [...types].sort());
  for (const [type, made] of Object.entries(constructors)) {
    assert.equal((made as unknown as { readonly __pulumiType: string }).__pulumiType, type);
  }
});

function withEveryOption(): BackendInput<AwsPlace> {
  const input = awsInput(
    example,
    ownAccounts(() => ({ kmsKey: "create" })),
  );
  const { topics, subscriptions } = input.desired;
  return {
    ...input,
    desired: {
      ...input.desired,
      topics: topics.map((topic) => ({ ...topic, retentionSeconds: 86_400, registerSchema: true as const })),
      subscriptions: subscriptions.map((subscription) => ({ ...subscription, alarms: { deadLetters: 1 } })),
    },
  };
}
