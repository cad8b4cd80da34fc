import assert from "node:assert/strict";
import { test } from "node:test";
import { runtime } from "@pulumi/pulumi";
import { awsProvider } from "./deploy.ts";
import { place, roleArn } from "./test-support/input.ts";

const registered: runtime.MockResourceArgs[] = [];
await runtime.setMocks({
  call: ({ inputs }) => inputs,
  newResource: (args) => {
    registered.push(args);
    return { id: `${args.name}-id`, state: args.inputs };
  },
});

test("a provider is of its account and region, refuses any other, and assumes the role that is named", async () => {
  const own = { ...place, account: "444455556666", organizationId: "o-a1b2c3d4e5" };
  awsProvider("provider:aws/111122223333/eu-west-1", place);
  awsProvider("provider:aws/444455556666/eu-west-1", { ...own, assumeRole: roleArn("deployer") });
  await runtime.disconnect();
  assert.deepEqual(
    registered.map(({ name, inputs }) => [name, inputs["region"], inputs["allowedAccountIds"], inputs["assumeRoles"]]),
    [
      ["provider:aws/111122223333/eu-west-1", "eu-west-1", '["111122223333"]', undefined],
      [
        "provider:aws/444455556666/eu-west-1",
        "eu-west-1",
        '["444455556666"]',
        JSON.stringify([{ roleArn: roleArn("deployer"), sessionName: "event-topology" }]),
      ],
    ],
  );
});
