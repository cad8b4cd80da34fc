import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../compile.ts";
import { memoryFiles } from "../test-support/memory-files.ts";
import { fingerprint } from "./fingerprint.ts";

const TOPOLOGY = (keys: string) => `version: 1
organization: ar
teams:
  crm: { events: { EVENT: { ${keys} } } }
  sales: { subscriptions: [EVENT] }
`;

async function told(keys: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly string[]> {
  const { diagnostics } = await compile("topology.yaml", memoryFiles({ "topology.yaml": TOPOLOGY(keys), ...files }));
  return diagnostics.map(
    ({ severity, code, message, span }) => `${span.start.line}:${span.start.column} ${severity} ${code}: ${message}`,
  );
}

const ofSchema = async (text: string | Uint8Array, more: Readonly<Record<string, string>> = {}) =>
  told("schema: schemas/a.json", { "schemas/a.json": text, ...more });

test("a schema is a JSON Schema of draft 2020-12", async () => {
  const at = "4:37 error invalid-schema: schemas/a.json";
  assert.deepEqual(await ofSchema("{}"), []);
  assert.deepEqual(await ofSchema("true"), []);
  assert.match(String(await ofSchema("{")), /^4:37 error invalid-schema: schemas\/a\.json is not JSON: /);
  assert.deepEqual(await ofSchema("[]"), [`${at} is not a JSON Schema: a schema is a map, true or false`]);
  assert.deepEqual(await ofSchema('{"properties":{"a/b":{"type":"text"}}}'), [
    `${at} is not a JSON Schema of draft 2020-12: /properties/a~1b/type must be equal to one of the allowed values`,
  ]);
  assert.deepEqual(await ofSchema('{"pattern":"("}'), [`${at} has at /pattern what is no regular expression: "("`]);
  assert.deepEqual(await ofSchema('{"$schema":"http://json-schema.org/draft-07/schema#"}'), [
    `${at} names "http://json-schema.org/draft-07/schema#" as its $schema; event schemas are of draft 2020-12: "https://json-schema.org/draft/2020-12/schema"`,
  ]);
  assert.deepEqual(await ofSchema(Uint8Array.of(0xff, 0xfe)), [`${at} is not UTF-8 text`]);
  const deep = 5_000;
  assert.deepEqual(await ofSchema(`${'{"not":'.repeat(deep)}{}${"}".repeat(deep)}`), [
    `${at} is nested deeper than 200 levels`,
  ]);
});

test("references lead somewhere", async () => {
  const at = "4:37 error invalid-schema: schemas/a.json";
  assert.deepEqual(await ofSchema('{"$ref":"#/$defs/b","$defs":{"b":{}}}'), []);
  assert.deepEqual(await ofSchema('{"items":{"$ref":"#/$defs/b"}}'), [
    `${at} refers at /items/$ref to "#/$defs/b", which it does not hold`,
  ]);
  assert.deepEqual(await ofSchema('{"$ref":"https://ar.example/b.json"}'), [
    `${at} refers at /$ref to "https://ar.example/b.json", which it does not hold`,
  ]);
  assert.deepEqual(await ofSchema('{"$ref":"b.json"}'), [
    `${at} refers at /$ref to "b.json", and there is no file schemas/b.json`,
  ]);
  assert.deepEqual(await ofSchema('{"$ref":"b.json"}', { "schemas/b.json": "1" }), [
    `${at} refers at /$ref to "b.json", and schemas/b.json is not a JSON Schema: a schema is a map, true or false`,
  ]);
  assert.deepEqual(await ofSchema('{"$ref":"b.json#/$defs/c"}', { "schemas/b.json": "{}" }), [
    `${at} refers at /$ref to "b.json#/$defs/c", which it does not hold`,
  ]);
  const mutual = { "schemas/b.json": '{"properties":{"a":{"$ref":"a.json"},"b":{"$ref":"#/properties/a"}}}' };
  assert.deepEqual(await ofSchema('{"properties":{"b":{"$ref":"b.json"}}}', mutual), []);
});

test("examples fit their schema", async () => {
  const at = "4:62 error";
  const schema =
    '{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"at":{"format":"date"},"money":{"$ref":"money.json"}},"additionalProperties":false}';
  const ofExample = (example: string) =>
    told("schema: schemas/a.json, example: example.json", {
      "schemas/a.json": schema,
      "schemas/money.json": '{"type":"integer"}',
      ...(example !== "" && { "example.json": example }),
    });
  assert.deepEqual(await ofExample('{"id":"1","at":"2024-02-29","money":1}'), []);
  assert.deepEqual(await ofExample(""), [
    `${at} missing-example: there is no example file example.json; paths are relative to the file that names them`,
  ]);
  const wrong = `${at} invalid-example: example.json is not what schemas/a.json describes:`;
  assert.deepEqual(await ofExample('{"at":"2023-02-29","money":"1","x":1}'), [
    `${wrong} /at must match format "date"`,
    `${wrong} /money must be integer`,
    `${wrong} the data must NOT have additional properties: "x"`,
    `${wrong} the data must have required property 'id'`,
  ]);
  assert.match(String(await ofExample("{")), /^4:62 error invalid-example: example\.json is not JSON: /);
  const endless = { "schemas/a.json": '{"$ref":"#"}', "example.json": "1" };
  assert.match(
    String(await told("schema: schemas/a.json, example: example.json", endless)),
    /the schema cannot be applied/,
  );
});

test("an agreement is to the schema that stands there", async () => {
  const accepted = (schema: string) => `schema: a.json, accepted: { schema: "${schema}", by: [sales] }`;
  const files = { "a.json": '{ "type": "string" }' };
  const current = fingerprint({ type: "string" });
  assert.deepEqual(await told(accepted(current), files), []);
  assert.deepEqual(await told(accepted("0123456789ab"), files), [
    `4:65 warning stale-acceptance: the consumers agreed to another schema of EVENT than the one in a.json, whose fingerprint is "${current}"; ask them again, or remove "accepted" when there is nothing left to agree to`,
  ]);
});
