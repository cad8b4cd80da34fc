import assert from "node:assert/strict";
import { test } from "node:test";
import { Provider } from "./provider.ts";
import type { Told } from "./resource-type.ts";
import { samplePackage, sampleType } from "./test-support/sample-type.ts";

const TOKEN = "sample:box/box:Box";

function configured(cloud = new Map<string, Told>()) {
  const provider = new Provider(samplePackage(sampleType(cloud)), {});
  provider.configure({ place: "here" });
  return provider;
}

test("outputs are the inputs and what is computed from them", async () => {
  const provider = configured();
  const { inputs } = provider.check(TOKEN, { name: "a" });
  assert.deepEqual(await provider.create(TOKEN, inputs), {
    id: "boxes/a",
    inputs,
    outputs: { name: "a", place: "here", size: 3, arn: "arn:boxes/a" },
  });
});

test("a refresh tells what the cloud holds, and nothing when it is gone", async () => {
  const cloud = new Map<string, Told>();
  const provider = configured(cloud);
  const { inputs } = provider.check(TOKEN, { name: "a" });
  await provider.create(TOKEN, inputs);
  assert.deepEqual((await provider.read(TOKEN, "boxes/a", inputs))?.inputs, inputs);
  cloud.set("boxes/a", { ...inputs, size: 9 });
  assert.equal((await provider.read(TOKEN, "boxes/a", inputs))?.outputs["size"], 9);
  cloud.clear();
  assert.equal(await provider.read(TOKEN, "boxes/a", inputs), undefined);
});

test("a refusal names the resource and repeats the cloud's words, without a stack", async () => {
  const provider = configured();
  const { inputs } = provider.check(TOKEN, { name: "a" });
  await provider.create(TOKEN, inputs);
  await assert.rejects(provider.create(TOKEN, inputs), { message: `${TOKEN} a: Taken: there is one already` });
});

test("an unknown type is an error that names the known ones", () => {
  assert.throws(() => configured().check("sample:box/bag:Bag", {}), {
    message: "the local sample provider does not support sample:box/bag:Bag; it knows sample:box/box:Box",
  });
});

test("nothing works before the provider is configured, and what it lacks is named", () => {
  const provider = new Provider(samplePackage(), {});
  assert.throws(() => provider.check(TOKEN, { name: "a" }), /not configured/);
  assert.throws(() => provider.configure({}), /needs the setting "place"/);
});
