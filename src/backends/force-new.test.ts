import assert from "node:assert/strict";
import { test } from "node:test";
import { aws } from "../local/provider/aws/aws.ts";
import { gcp } from "../local/provider/gcp/gcp.ts";
import type { ResourceType } from "../local/provider/resource-type.ts";
import { FORCE_NEW, forcingNew } from "./force-new.ts";
import { backends } from "./registry.ts";

/** Of AWS resources the region is the provider's; no backend sets it on a resource. */
const PROVIDERS_OWN = ["region"];

for (const { token, inputs } of [...aws.resourceTypes, ...gcp.resourceTypes] as readonly ResourceType[])
  test(`${token}: the same properties force a replacement as in the provider that the engine obeys`, () => {
    const names = Object.keys(inputs).filter((name) => !PROVIDERS_OWN.includes(name));
    const expected = names.filter((name) => inputs[name]?.forceNew === true);
    assert.deepEqual(forcingNew(token, names), expected);
  });

test("every type that a backend can make is listed, and no other", async () => {
  const deployers = await Promise.all(backends.map((backend) => backend.deployer()));
  const made = new Set(deployers.flatMap(({ constructors }) => Object.keys(constructors)));
  assert.deepEqual(Object.keys(FORCE_NEW).sort(), [...made].sort());
});

test("an unknown type counts as replaced by any change", () => {
  assert.deepEqual(forcingNew("azure:servicebus:Queue", ["size"]), ["size"]);
});
