import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "@pulumi/aws/kms/key.js";
import { runtime } from "@pulumi/pulumi";
import { AliasOfKey } from "./deploy-alias.ts";

const registered: runtime.MockResourceArgs[] = [];
await runtime.setMocks({
  call: ({ inputs }) => inputs,
  newResource: (args) => {
    registered.push(args);
    return { id: `${args.name}-id`, state: { ...args.inputs, keyId: "1234abcd" } };
  },
});

test("an alias is of the key that it depends on", async () => {
  const key = new Key("key:crm", {});
  new AliasOfKey("key:crm/alias", { name: "alias/event-topology_ar_crm" }, { dependsOn: [key] });
  await runtime.disconnect();
  const alias = registered.find(({ type }) => type === "aws:kms/alias:Alias");
  assert.deepEqual(alias?.inputs, { name: "alias/event-topology_ar_crm", targetKeyId: "1234abcd" });
});

test("an alias without a key is a mistake of ours", () => {
  assert.throws(() => new AliasOfKey("key:crm/alias", { name: "alias/x" }), /the alias alias\/x depends on no key/);
});
