import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../diagnostic.ts";
import { problemsMarkdown } from "./problems-markdown.ts";

const problem = (line: number, severity: Diagnostic["severity"], message: string): Diagnostic => ({
  code: "some-code",
  severity,
  message,
  span: { file: "topology.yaml", start: { line, column: 2 }, end: { line, column: 3 } },
});

test("errors come first, as one block of code", () => {
  assert.equal(
    problemsMarkdown([problem(1, "warning", "w"), problem(2, "error", "e")]),
    "## Problems: 1 error, 1 warning\n\n```text\n" +
      "topology.yaml:2:2 error some-code: e\ntopology.yaml:1:2 warning some-code: w\n```\n",
  );
});

test("the block cannot be ended from within", () => {
  const text = problemsMarkdown([problem(1, "error", "x\n````\n# y ```` z")]);
  assert.match(text, /^`{5}text\n[^\n]*x ```` # y ```` z\n`{5}$/m);
});

test("many are cut with their number, and none is nothing", () => {
  const many = Array.from({ length: 25 }, (_, index) => problem(index + 1, "error", "e"));
  assert.match(problemsMarkdown(many), /topology\.yaml:20:2[^\n]*\n… and 5 more\n```/);
  assert.equal(problemsMarkdown([]), "");
});
