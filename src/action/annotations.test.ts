import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic, Span } from "../diagnostic.ts";
import type { Change } from "../review/change.ts";
import { annotations } from "./annotations.ts";
import { commandsIn } from "./test-support/runner-log.ts";

const span = (line: number): Span => ({ file: "topology.yaml", start: { line, column: 5 }, end: { line, column: 9 } });

const change = (severity: Change["severity"], line: number, more: Partial<Change> = {}): Change => ({
  kind: "subscription-changed",
  id: "subscription:sales/A",
  team: "sales",
  severity,
  summary: `summary ${line}`,
  details: [],
  reason: "The reason.",
  span: span(line),
  teams: [],
  ...more,
});

const problem = (severity: Diagnostic["severity"], line: number): Diagnostic => ({
  code: "some-code",
  severity,
  message: `message ${line}`,
  span: span(line),
  related: [{ message: "see here", span: span(1) }],
});

const told = (...[diagnostics, changes, prefix = ""]: readonly [Diagnostic[], Change[], string?]) =>
  commandsIn(annotations(diagnostics, changes, prefix).commands.join("\n"));

test("problems by severity, dangerous changes as warnings, those that need attention as notices, safe ones not", () => {
  const commands = told(
    [problem("warning", 1), problem("error", 2)],
    [change("safe", 3), change("attention", 4), change("dangerous", 5)],
  );
  assert.deepEqual(
    commands.map(({ name, properties, message }) => [name, properties["line"], message.split("\n")[0]]),
    [
      ["error", "2", "message 2"],
      ["warning", "5", "summary 5"],
      ["warning", "1", "message 1"],
      ["notice", "4", "summary 4"],
    ],
  );
  assert.equal(commands[1]?.message, "summary 5\nThe reason.");
});

test("paths start at the root of the repository", () => {
  const commands = told([problem("error", 2)], [change("dangerous", 3)], "infra/events/");
  assert.deepEqual(
    commands.map(({ properties }) => properties["file"]),
    ["infra/events/topology.yaml", "infra/events/topology.yaml"],
  );
  assert.match(commands[0]?.message ?? "", /^infra\/events\/topology\.yaml:1: see here$/m);
});

test("what has gone is told at the head of its file, since its line is another one's now", () => {
  const [removed] = told([], [change("dangerous", 30, { kind: "subscription-removed", side: "base" })]);
  assert.equal(removed?.properties["line"], "1");
});

test("a change without a place is told without one", () => {
  const { span: _, ...placeless } = change("dangerous", 1);
  assert.deepEqual(told([], [placeless])[0]?.properties, { title: "subscription-changed" });
});

test("as many as GitHub shows, the dangerous ones before mere warnings, and how many are left out", () => {
  const warnings = Array.from({ length: 8 }, (_, index) => problem("warning", index + 1));
  const changes = Array.from({ length: 7 }, (_, index) => change("dangerous", 100 + index));
  const { commands, leftOut } = annotations(warnings, changes, "");
  assert.equal(commands.length, 10);
  assert.equal(leftOut, 5);
  assert.equal(commands.filter((command) => command.includes("summary")).length, 7);
});
