import assert from "node:assert/strict";
import { test } from "node:test";
import { SCHEMA_CASES } from "../test-support/schema-cases.ts";
import { compareSchemas } from "./compare-schemas.ts";
import type { SchemaChange } from "./schema-change.ts";

function broken(changes: readonly SchemaChange[]): string {
  const backward = changes.some((change) => change.breaks.backward);
  const forward = changes.some((change) => change.breaks.forward);
  return backward && forward ? "both" : backward ? "backward" : forward ? "forward" : "nothing";
}

for (const { name, before, after, breaks, told } of SCHEMA_CASES)
  test(`${name} breaks ${breaks}`, () => {
    const changes = compareSchemas(before, after);
    const kinds = changes.map(({ kind, field }) => (field === "" ? kind : `${kind} ${field}`)).sort();
    assert.deepEqual({ breaks: broken(changes), told: kinds }, { breaks, told: [...told].sort() });
  });
