import assert from "node:assert/strict";
import { test } from "node:test";
import { json } from "./json.ts";
import { diagnostics } from "./test-data/example.ts";

test("golden", () => {
  assert.deepEqual(JSON.parse(json(diagnostics)), {
    version: 1,
    diagnostics: [
      {
        code: "unknown-event",
        severity: "error",
        message: "no team owns CUSTOMER_CREATD, 100% sure; did you mean CUSTOMER_CREATED?",
        file: "topology.yaml",
        line: 6,
        column: 9,
        endLine: 6,
        endColumn: 24,
        related: [{ message: "declared here", file: "teams/crm.yaml", line: 2, column: 3, endLine: 2, endColumn: 19 }],
        fix: "CUSTOMER_CREATED",
      },
      {
        code: "empty-team",
        severity: "warning",
        message: "the team does nothing",
        file: "topology.yaml",
        line: 7,
        column: 3,
        endLine: 8,
        endColumn: 1,
      },
    ],
  });
});

test("no problems are an empty list", () => {
  assert.deepEqual(JSON.parse(json([])), { version: 1, diagnostics: [] });
});
