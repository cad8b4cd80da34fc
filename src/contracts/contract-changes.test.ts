import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryFiles } from "../test-support/memory-files.ts";
import { contractChanges } from "./contract-changes.ts";
import { fingerprint } from "./fingerprint.ts";
import type { SchemaObject } from "./json-schema.ts";
import { revisionWith } from "./test-support/topologies.ts";

const text = { type: "string" };
const BASE = { type: "object", required: ["id"], properties: { id: text, name: text } };
/** Existing consumers rely on the field. */
const WITHOUT_ID = { type: "object", properties: { name: text } };
/** Old data lacks the field. */
const WITH_MORE = { ...BASE, required: ["id", "mail"], properties: { ...BASE.properties, mail: text } };
const WITH_OPTION = { ...BASE, properties: { ...BASE.properties, mail: text } };

async function only(...revisions: readonly [Parameters<typeof revisionWith>, Parameters<typeof revisionWith>]) {
  const [base, head] = await Promise.all(revisions.map((one) => revisionWith(...one)));
  assert.ok(base !== undefined && head !== undefined);
  const changes = await contractChanges(base, head);
  assert.equal(changes.length, 1);
  return changes[0];
}

test("a change that breaks consumers names them, the field and the way out", async () => {
  const change = await only([BASE], [WITHOUT_ID]);
  assert.deepEqual(change, {
    kind: "event-schema-changed",
    id: "topic:EVENT",
    team: "crm",
    severity: "dangerous",
    summary: "crm changes the schema of EVENT, which breaks what it promised",
    details: [
      { field: "breaks forward", to: "the required field id was removed" },
      { field: "to go ahead", to: `accepted: { schema: "${fingerprint(WITHOUT_ID)}", by: [hr, sales] }` },
    ],
    reason:
      "Consumers that exist, with the schema they were built for, cannot read all of the new data. Publish it as a new event, or let the consumers agree.",
    span: { file: "topology.yaml", start: { line: 4, column: 20 }, end: { line: 4, column: 25 } },
    teams: ["hr", "sales"],
  });
});

test("the severity follows from what the event promised before the change", async () => {
  const cases: readonly (readonly [string, SchemaObject, string, string])[] = [
    ["", WITH_OPTION, "", "safe"],
    ["", WITHOUT_ID, "", "dangerous"],
    ["", WITH_MORE, "", "attention"],
    ["compatibility: backward", WITH_MORE, "compatibility: backward", "dangerous"],
    ["compatibility: backward", WITHOUT_ID, "compatibility: backward", "attention"],
    ["compatibility: full", WITH_MORE, "compatibility: full", "dangerous"],
    ["compatibility: full", WITHOUT_ID, "compatibility: full", "dangerous"],
    ["compatibility: full", WITH_OPTION, "compatibility: full", "safe"],
    ["compatibility: none", WITHOUT_ID, "compatibility: none", "attention"],
    ["compatibility: full", WITHOUT_ID, "compatibility: none", "dangerous"],
    ["compatibility: none", WITHOUT_ID, "compatibility: full", "attention"],
    ["compatibility: full", BASE, "compatibility: none", "attention"],
    ["compatibility: none", BASE, "compatibility: full", "safe"],
  ];
  for (const [before, schema, after, severity] of cases)
    assert.equal((await only([BASE, before], [schema, after]))?.severity, severity, `${before} → ${after}`);
});

test("all consumers have to agree, and to this schema", async () => {
  const agreed = async (by: string, schema: object = WITHOUT_ID) =>
    only([BASE], [WITHOUT_ID, `accepted: { schema: "${fingerprint(Object(schema))}", by: [${by}] }`]);
  assert.equal((await agreed("sales, hr"))?.severity, "attention");
  assert.equal((await agreed("sales"))?.severity, "dangerous");
  assert.equal((await agreed("sales, hr", WITH_MORE))?.severity, "dangerous");
});

test("who does not consume the event before and after is not asked", async () => {
  const half = await only([BASE, "", ["sales"]], [WITHOUT_ID]);
  assert.deepEqual(half?.teams, ["sales"]);
  const nobody = await only([BASE, "", ["sales"]], [WITHOUT_ID, "", ["hr"]]);
  assert.deepEqual([nobody?.severity, nobody?.teams], ["attention", []]);
});

test("another formatting is no change, other words are one", async () => {
  const [base, formatted] = await Promise.all([revisionWith(BASE), revisionWith(JSON.stringify(BASE, undefined, 4))]);
  assert.deepEqual(await contractChanges(base, formatted), []);
  const words = await only([BASE], [{ ...BASE, title: "Customer" }]);
  assert.deepEqual([words?.severity, words?.details], ["safe", [{ field: "compatible", to: "only words changed" }]]);
});

test("a schema that cannot be read is told, not passed over", async () => {
  const [base, head] = await Promise.all([revisionWith(BASE), revisionWith(BASE)]);
  const broken = { ...base, revision: { files: memoryFiles({ "schemas/event.json": "{" }) } };
  for (const [from, to, side] of [
    [broken, head, "old"],
    [base, { ...head, revision: broken.revision }, "new"],
  ] as const) {
    const [change] = await contractChanges(from, to);
    assert.equal(change?.severity, "attention");
    assert.equal(change?.reason, `The ${side} schema cannot be read as a JSON Schema.`);
  }
});

test("a change in a file that the schema refers to is a change of the contract", async () => {
  const files = (type: string) =>
    memoryFiles({
      "schemas/event.json": JSON.stringify({ properties: { price: { $ref: "common/money.json#/$defs/money" } } }),
      "schemas/common/money.json": JSON.stringify({ $defs: { money: { $ref: "amount.json" } } }),
      "schemas/common/amount.json": JSON.stringify({ type }),
    });
  const base = await revisionWith(BASE);
  const of = (type: string) => ({ ...base, revision: { files: files(type) } });
  assert.deepEqual(await contractChanges(of("integer"), of("integer")), []);
  const [change] = await contractChanges(of("integer"), of("number"));
  assert.deepEqual(change?.details[0], {
    field: "breaks forward",
    to: "the field price was an integer and is a number now",
  });
});

test("five hundred changes of one schema are told in twenty lines", async () => {
  const fields = (type: string) =>
    Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, { type }]));
  const change = await only([{ properties: fields("string") }], [{ properties: fields("integer") }]);
  assert.equal(change?.details.length, 22);
  assert.deepEqual(change?.details[20], { field: "and", to: "480 more" });
});
