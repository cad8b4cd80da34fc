import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../diagnostic.ts";
import { gitlab } from "./gitlab.ts";

const problem = (line: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: "unknown-event",
  severity: "error",
  message: "nobody owns X",
  span: { file: "topology.yaml", start: { line, column: 3 }, end: { line, column: 4 } },
  ...more,
});

const parsed = (...diagnostics: readonly Diagnostic[]): readonly Record<string, unknown>[] =>
  JSON.parse(gitlab(diagnostics));

test("has what the widget asks for", () => {
  const [one, two] = parsed(problem(5, { fix: "Y" }), problem(6, { severity: "warning" }));
  const { fingerprint, ...rest } = one ?? {};
  assert.deepEqual(rest, {
    description: "nobody owns X; replace it with Y",
    check_name: "unknown-event",
    severity: "critical",
    location: { path: "topology.yaml", lines: { begin: 5, end: 5 } },
  });
  assert.match(String(fingerprint), /^[0-9a-f]{64}$/);
  assert.equal(two?.["severity"], "minor");
});

test("a problem that only moved keeps its fingerprint; two of a kind are two", () => {
  const [before] = parsed(problem(5));
  const [after, second] = parsed(problem(8), problem(9));
  assert.equal(before?.["fingerprint"], after?.["fingerprint"]);
  assert.notEqual(after?.["fingerprint"], second?.["fingerprint"]);
});

test("without problems it is an empty list", () => {
  assert.equal(gitlab([]), "[]\n");
});
