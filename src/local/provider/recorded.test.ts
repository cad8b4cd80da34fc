import assert from "node:assert/strict";
import { test } from "node:test";
import { Provider } from "./provider.ts";
import { recorded, recordedOnlyTypes } from "./recorded.ts";
import type { Connection, ResourceType } from "./resource-type.ts";
import { samplePackage, sampleType } from "./test-support/sample-type.ts";

const note = recorded<Connection, { readonly title: string }>({
  token: "sample:note/note:Note",
  inputs: { title: { kind: "string", required: true, forceNew: true }, text: { kind: "string" } },
  name: "title",
  id: (connection, { title }) => `${connection.inherited["place"]}/${title}`,
  outputs: (_connection, id) => ({ arn: `arn:${id}` }),
}) as ResourceType;
const pkg = { ...samplePackage(), resourceTypes: [note, sampleType()] };

function provider(): Provider {
  const made = new Provider(pkg, {});
  made.configure({ place: "here" });
  return made;
}

test("it has the id and outputs of the real one, and lives on in the engine's state", async () => {
  const own = provider();
  const made = await own.create(note.token, { title: "a", text: "b" });
  assert.deepEqual(made, {
    id: "here/a",
    inputs: { title: "a", text: "b" },
    outputs: { title: "a", text: "b", arn: "arn:here/a" },
  });
  assert.deepEqual(await own.read(note.token, made.id, made.inputs), made);
  const updated = await own.update(note.token, made.id, made.inputs, { title: "a" });
  assert.deepEqual(updated.outputs, { title: "a", arn: "arn:here/a" });
  await own.delete(note.token, made.id, made.inputs);
});

test("its inputs are checked as strictly as all others", () => {
  assert.match(provider().check(note.token, { title: "a", colour: "red" }).failures[0]?.reason ?? "", /"colour"/);
  assert.match(provider().check(note.token, {}).failures[0]?.reason ?? "", /"title" is required/);
});

test("there is nothing to import", async () => {
  assert.equal(await provider().read(note.token, "here/a", {}), undefined);
});

test("a package tells which types it only records", () => {
  assert.deepEqual(recordedOnlyTypes(pkg), [note.token]);
});
