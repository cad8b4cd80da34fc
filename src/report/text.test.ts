import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../diagnostic.ts";
import { fc } from "../test-support/fast-check.ts";
import { hostileReport } from "./test-data/arbitrary-diagnostic.ts";
import { diagnostics, sources, span } from "./test-data/example.ts";
import { text } from "./text.ts";

/** The report about one place of one file, without its first line and the summary. */
function excerptOf(source: string, place: [number, number, number, number], width = 100): string {
  const problem: Diagnostic = { code: "c", severity: "error", message: "m", span: span("f", ...place) };
  return text([problem], new Map([["f", source]]), { width })
    .split("\n")
    .slice(1, -3)
    .join("\n");
}

test("golden", () => {
  assert.equal(
    text(diagnostics, sources),
    `topology.yaml:6:9 error unknown-event no team owns CUSTOMER_CREATD, 100% sure; did you mean CUSTOMER_CREATED?
6 |       - CUSTOMER_CREATD   # typo
  |         ^^^^^^^^^^^^^^^
teams/crm.yaml:2:3 note declared here
2 |   CUSTOMER_CREATED: {}
  |   ^^^^^^^^^^^^^^^^
help: replace it with CUSTOMER_CREATED

topology.yaml:7:3 warning empty-team the team does nothing
7 |   sales: {}
  |   ^^^^^^^^^

1 error, 1 warning
`,
  );
});

test("nothing is said about no problems", () => {
  assert.equal(text([], new Map()), "");
});

test("colours are only added, never needed", () => {
  const colored = text(diagnostics, sources, { colors: true });
  assert.ok(colored.includes(`\u001b[31m${"^".repeat(15)}\u001b[39m`));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours are control characters.
  assert.equal(colored.replace(/\u001b\[\d+m/g, ""), text(diagnostics, sources));
});

test("a file that is not at hand is named without an excerpt", () => {
  assert.match(
    text(diagnostics, new Map()),
    /^topology\.yaml:6:9 error .*\nteams\/crm\.yaml:2:3 note declared here\nhelp: /,
  );
});

test("tabs are shown as the spaces the caret is set by", () => {
  assert.equal(excerptOf("\tab:\tx", [1, 6, 1, 7]), "1 |     ab: x\n  |         ^");
});

test("a wide character takes two columns, a combining one none", () => {
  assert.equal(excerptOf("漢字: e\u0301 x", [1, 8, 1, 9]), "1 | 漢字: e\u0301 x\n  |         ^");
  assert.equal(excerptOf("漢字: x", [1, 1, 1, 3]), "1 | 漢字: x\n  | ^^^^");
  assert.equal(excerptOf("👩‍👩‍👧: x", [1, 11, 1, 12]), "1 | 👩‍👩‍👧: x\n  |     ^");
});

test("a long line is cut around the span", () => {
  const line = `${"a".repeat(500)}HERE${"b".repeat(500)}`;
  assert.equal(excerptOf(line, [1, 501, 1, 505], 20), "1 | …aaaaaaaaHEREbbbbbbbb…\n  |          ^^^^");
  assert.equal(excerptOf(line, [1, 1, 1, 5], 20), `1 | ${"a".repeat(20)}…\n  | ^^^^`);
  assert.equal(excerptOf(line, [1, 1003, 1, 1005], 20), `1 | …${"b".repeat(20)}\n  |${" ".repeat(20)}^^`);
});

test("a span longer than the line's room is underlined as far as it is shown", () => {
  assert.equal(excerptOf("x".repeat(90), [1, 11, 1, 91], 20), `1 | …${"x".repeat(20)}…\n  |  ${"^".repeat(20)}`);
});

test("a span over several lines shows the first and the last", () => {
  const source = "a:\n  b: 1\n  c: 2\n  d: 3\ne: 4\n";
  assert.equal(excerptOf(source, [2, 3, 4, 7]), "2 |   b: 1\n  |   ^^^^\n  …\n4 |   d: 3\n  |   ^^^^");
  assert.equal(
    excerptOf(source, [2, 3, 4, 1]),
    "2 |   b: 1\n  |   ^^^^\n3 |   c: 2\n  |   ^^^^",
    "it ends before line 4",
  );
});

test("a span behind the last character has one caret", () => {
  assert.equal(excerptOf("ab", [1, 3, 1, 3]), "1 | ab\n  |   ^");
  assert.equal(excerptOf("ab\n", [2, 1, 2, 1]), "2 |\n  | ^");
  assert.equal(excerptOf("", [1, 1, 1, 1]), "1 |\n  | ^");
});

test("Windows line ends are not shown", () => {
  assert.equal(excerptOf("a: 1\r\nb: 2\r\n", [1, 1, 1, 2]), "1 | a: 1\n  | ^");
});

test("an escape sequence in the source is shown, not sent", () => {
  assert.equal(excerptOf('x: "\u001b[31m"', [1, 4, 1, 11]), '1 | x: "\\u{1b}[31m"\n  |    ^^^^^^^^^^^^');
});

test("an empty fix is a removal, a fix of several lines stays legible", () => {
  const [first] = diagnostics;
  assert.ok(first);
  assert.match(text([{ ...first, fix: "" }], sources), /\nhelp: remove it\n/);
  assert.match(text([{ ...first, fix: "a:\n  b" }], sources), /\nhelp: replace it with a:\n {8}b\n/);
});

test("2,000 problems on a line of a megabyte are told in good time", () => {
  const problem: Diagnostic = { code: "c", severity: "error", message: "m", span: span("f", 1, 500_000, 1, 900_000) };
  const started = performance.now();
  const report = text(
    Array.from({ length: 2_000 }, () => problem),
    new Map([["f", "x".repeat(1_000_000)]]),
  );
  assert.ok(performance.now() - started < 10_000);
  assert.ok(report.endsWith("\n2000 errors\n"));
});

test("property: no name or text gets anything to the terminal that it would act on", () => {
  fc.assert(
    fc.property(hostileReport, fc.integer({ min: 1, max: 120 }), ({ diagnostics: all, sources: texts }, width) => {
      const report = text(all, texts, { width });
      assert.doesNotMatch(report.replaceAll("\n", ""), /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u202a-\u202e\u2066-\u2069]/u);
      assert.equal(report === "", all.length === 0);
    }),
  );
});

test("property: every excerpt has its line of carets, no longer than the room", () => {
  fc.assert(
    fc.property(hostileReport, fc.integer({ min: 10, max: 120 }), ({ diagnostics: all, sources: texts }, width) => {
      const rows = text(all, texts, { width }).split("\n");
      const carets = rows.filter((row) => /^ +\| *\^+$/.test(row));
      for (const row of carets) assert.ok((/\^+/.exec(row)?.[0].length ?? 0) <= Math.max(width, 60), row);
      const excerpts = rows.filter((row) => /^ *\d+ \|/.test(row));
      assert.equal(carets.length, excerpts.length);
    }),
  );
});
