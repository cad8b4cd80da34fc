import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Files } from "../document/files.ts";
import { nodeFiles } from "../files.ts";
import { compileExample } from "../test-support/examples.ts";
import { type ContractRevision, contractChanges } from "./contract-changes.ts";

const PROJECT = join(import.meta.dirname, "../..");
const FOLDER = "docs/examples/contracts";

/** The files of the project, one of them with another content. */
function filesWith(path: string, content: string): Files {
  const files = nodeFiles(PROJECT);
  return {
    ...files,
    read: async (asked) =>
      asked === path ? { kind: "bytes", bytes: new TextEncoder().encode(content) } : files.read(asked),
  };
}

async function example(): Promise<ContractRevision> {
  const { desired, origins, diagnostics } = await compileExample(`${FOLDER}/topology.yaml`);
  assert.ok(desired !== undefined);
  assert.deepEqual(diagnostics, []);
  return { desired, origins, revision: { files: nodeFiles(PROJECT) } };
}

/** What a replacement in one of the example's files does: severity, then the details. */
async function afterEdit(file: string, from: string, to: string): Promise<readonly string[]> {
  const path = `${FOLDER}/schemas/${file}`;
  const before = readFileSync(join(PROJECT, path), "utf8");
  assert.ok(before.includes(from), `${file} does not hold ${from}`);
  const base = await example();
  const head = { ...base, revision: { files: filesWith(path, before.replace(from, to)) } };
  const changes = await contractChanges(base, head);
  return changes.flatMap(({ severity, details, teams }) => [
    `${severity} for ${teams.join(", ")}`,
    ...details.filter(({ field }) => field !== "to go ahead").map(({ field, to: text }) => `${field}: ${text}`),
  ]);
}

test("the example is told as the domain speaks", async () => {
  assert.deepEqual(await afterEdit("money.json", '"USD"]', '"USD", "EUR"]'), [
    "dangerous for accounting, warehouse",
    'breaks forward: the field lines[].price.currency can also be "EUR"',
  ]);
  assert.deepEqual(
    await afterEdit("order.json", '"required": ["id", "lines"]', '"required": ["id", "lines", "placedAt"]'),
    ["dangerous for accounting, warehouse", "breaks backward: the field placedAt is required now"],
  );
  assert.deepEqual(await afterEdit("shipment.json", '"required": ["order"]', '"required": ["order", "shippedAt"]'), [
    "attention for accounting",
    "breaks backward: the field shippedAt is required now",
  ]);
  assert.deepEqual(await afterEdit("order.json", '"placedAt": {', '"note": { "type": "string" },\n    "placedAt": {'), [
    "safe for accounting, warehouse",
    "compatible: the optional field note was added",
  ]);
  assert.deepEqual(await afterEdit("order.json", '{ "const": "invoice" }', '{ "const": "bill" }'), [
    "dangerous for accounting, warehouse",
    'breaks forward: the field payment.kind can also be "bill"',
    'breaks backward: the field payment.kind can no longer be "invoice"',
  ]);
});
