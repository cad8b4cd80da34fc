import assert from "node:assert/strict";
import { test } from "node:test";
import { stringify } from "yaml";
import { fc } from "../test-support/fast-check.ts";
import { textAt } from "../test-support/problems.ts";
import { parse } from "./parse.ts";
import type { Path } from "./path.ts";

const problems = (text: string) =>
  parse("t.yaml", text).diagnostics.map(({ code, span }) => `${code} ${span.start.line}:${span.start.column}`);

test("a well-formed text has a value and no problems", () => {
  const { document, diagnostics } = parse("t.yaml", "a: 1\nb: [x, 'y']\nc:\n");
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(document?.value, { a: 1, b: ["x", "y"], c: null });
});

test("malformed texts are diagnostics at their place", () => {
  assert.deepEqual(problems("a:\n\t- b\n"), ["yaml-syntax 2:1"]);
  assert.deepEqual(problems("a: [1, 2\nb: 3\n")[0], "yaml-syntax 2:1");
  assert.deepEqual(problems("a: 1\n---\nb: 2\n"), ["yaml-syntax 2:1"]);
  assert.deepEqual(problems("a: *missing\n")[0], "bad-alias 1:4");
});

test("both duplicate keys are shown", () => {
  const { diagnostics } = parse("t.yaml", "teams:\n  crm: {}\n  sales: {}\n  crm: {}\n");
  assert.deepEqual(
    diagnostics.map(({ code, span, related }) => [code, span.start.line, related?.[0]?.span.start.line]),
    [["duplicate-key", 4, 2]],
  );
});

test("an alias bomb is refused quickly", () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `l${level + 1}: &l${level + 1} [${"*l".concat(`${level}, `).repeat(10)}]`,
  );
  assert.deepEqual(problems(`l0: &l0 [x]\n${levels.join("\n")}\n`), ["bad-alias 1:1"]);
});

test("nesting without end is refused", () => {
  assert.deepEqual(problems("[".repeat(20_000)), ["too-deep 1:1"]);
});

test("a key called __proto__ is a key like others", () => {
  const { document } = parse("t.yaml", "__proto__: { polluted: true }\n");
  assert.deepEqual(Object.keys(Object(document?.value)), ["__proto__"]);
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test("spans lead to keys and values, and to the nearest parent of what is missing", () => {
  const text = 'teams:\n  crm:\n    events: { "A": {} }\n    list: [one, two]\n';
  const { document } = parse("t.yaml", text);
  const sources = new Map([["t.yaml", text]]);
  const at = (path: Path) => document && textAt(document.spanOf(path), sources);
  assert.equal(at(["teams", "crm", "list", 1]), "two");
  assert.equal(document && textAt(document.keySpanOf(["teams", "crm", "events", "A"]), sources), '"A"');
  assert.equal(at(["teams", "crm", "subscriptions"]), "crm");
  assert.equal(at(["teams", "nobody", "events"]), "teams");
});

test("the value of any generated text is found again by its path", () => {
  const leaf = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.dictionary(leaf, fc.dictionary(leaf, leaf, { minKeys: 1 }), { minKeys: 1 }), (value) => {
      const text = stringify(value, { defaultStringType: "QUOTE_DOUBLE" });
      const { document } = parse("t.yaml", text);
      for (const [key, inner] of Object.entries(value))
        for (const [name, word] of Object.entries(inner))
          assert.equal(document && textAt(document.spanOf([key, name]), new Map([["t.yaml", text]])), `"${word}"`);
    }),
  );
});

test("no text makes the parser throw", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void parse("t.yaml", text)));
});
