import assert from "node:assert/strict";
import { test } from "node:test";
import type { Backend } from "../backend.ts";
import { sceneOn } from "../test-support/scene.ts";
import { gcpPubsub } from "./index.ts";

const backend = gcpPubsub as Backend;
const TEAMS = `crm: { events: { created.v1: { schema: created.json, registerSchema: true } } }
marketing: { subscriptions: [created.v1] }`;

function scene(schema: object) {
  return sceneOn(backend, { teams: TEAMS, files: { "created.json": JSON.stringify(schema) } });
}

test("an event's name that is no AVRO symbol is any text", async () => {
  const input = await scene({ type: "object", required: ["id"], properties: { id: { type: "string" } } });
  assert.deepEqual(backend.check(input), []);
  const schema = backend.resources(input).find(({ type }) => type === "gcp:pubsub/schema:Schema");
  assert.equal(
    schema?.properties["definition"],
    '{"fields":[{"name":"topic","type":"string"},{"name":"data","type":{"fields":[{"default":"","name":"id","type":"string"}],"name":"Data","type":"record"}}],"name":"Message","type":"record"}',
  );
  assert.deepEqual(
    [schema.name, schema.provider, schema.holdsMessages],
    ["ar_created.v1", "provider:gcp/ar-events", false],
  );
});

test("what AVRO cannot say is an error at the event that names the place in the schema", async () => {
  const found = backend.check(await scene({ type: "object", properties: { id: { type: "string" } } }));
  assert.deepEqual(
    found.map(({ code, severity, message, span: { file } }) => [code, severity, file, message]),
    [
      [
        "schema-not-supported",
        "error",
        "topology.yaml",
        `the schema of created.v1 cannot be registered with Pub/Sub as AVRO in JSON: /properties/id in created.json is optional, and AVRO's JSON encoding wants every field; change the schema, or remove "registerSchema"`,
      ],
    ],
  );
});

test("what Pub/Sub does not check is one warning", async () => {
  const id = { type: "string", minLength: 1, maxLength: 9, pattern: "^a", format: "uri" };
  const [first, ...rest] = backend.check(await scene({ type: "object", required: ["id"], properties: { id } }));
  assert.deepEqual([first?.code, first?.severity, rest], ["schema-not-enforced", "warning", []]);
  assert.match(first?.message ?? "", /: \/properties\/id\/format is unknown to AVRO, .*, and 1 more; consumers/);
});

test("a schema that was not read is an error, and nothing that is half registered", async () => {
  const { desired, ...rest } = await scene({ type: "string" });
  const { schemas: _, ...without } = { ...desired };
  const input = { ...rest, desired: without };
  assert.deepEqual(
    backend.check(input).map(({ code, message }) => [code, /was not read/.test(message)]),
    [["schema-not-supported", true]],
  );
  const topic = backend.resources(input).find(({ id }) => id === "topic:created.v1");
  assert.equal(topic?.properties["schemaSettings"], undefined);
});
