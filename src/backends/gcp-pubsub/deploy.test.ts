import assert from "node:assert/strict";
import { test } from "node:test";
import { runtime } from "@pulumi/pulumi";
import type { Backend, BackendInput } from "../backend.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";
import type { GcpPlace } from "./settings.ts";
import { everything } from "./test-support/everything.ts";
import { ownPlace, place } from "./test-support/gcp-input.ts";

const registered: runtime.MockResourceArgs[] = [];
await runtime.setMocks({
  call: ({ inputs }) => inputs,
  newResource: (args) => {
    registered.push(args);
    return { id: `${args.name}-id`, state: args.inputs };
  },
});

test("a provider is of its project, and acts as the service account that is to be impersonated", async () => {
  const { provider } = await gcpPubsub.deployer();
  for (const at of [place, ownPlace("crm")]) provider(`provider:gcp/${at.project}`, at);
  await runtime.disconnect();
  const found = registered.splice(0).map(({ name, inputs }) => {
    const { project, impersonateServiceAccount } = inputs;
    return [name, project, impersonateServiceAccount];
  });
  assert.deepEqual(found, [
    ["provider:gcp/ar-events", "ar-events", undefined],
    ["provider:gcp/crm-events", "crm-events", "deployer@crm-events.iam.gserviceaccount.com"],
  ]);
});

test("every resource is registered under its type and id with exactly its properties", async () => {
  const { constructors, provider } = await gcpPubsub.deployer();
  const cloud = provider("provider:gcp/ar-events", place);
  const input = await sceneOn(gcpPubsub as Backend, everything);
  const planned = gcpPubsub.resources(input as BackendInput<GcpPlace>);
  for (const { type, id, properties } of planned) {
    const Constructor = constructors[type];
    assert.ok(Constructor, `no constructor for ${type}`);
    new Constructor(id, properties, { provider: cloud });
  }
  await runtime.disconnect();

  const [first, ...rest] = registered;
  assert.deepEqual(
    [first?.type, first?.name, first?.inputs["project"]],
    ["pulumi:providers:gcp", "provider:gcp/ar-events", "ar-events"],
  );
  const found = rest.map(({ type, name, inputs }) => ({ type, id: name, properties: inputs }));
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  assert.deepEqual(
    found.sort(byId),
    planned.map(({ type, id, properties }) => ({ type, id, properties })),
  );
  assert.deepEqual(Object.keys(constructors).sort(), [...new Set(planned.map(({ type }) => type))].sort());
});
