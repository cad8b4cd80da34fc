/* Names and texts never become syntax: of Markdown, HTML, Mermaid, a log of GitHub Actions, or a terminal. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { annotations } from "../action/annotations.ts";
import { fc } from "../test-support/fast-check.ts";
import { json } from "./formats/json.ts";
import { markdown } from "./formats/markdown.ts";
import { sarif } from "./formats/sarif.ts";
import { text } from "./formats/text.ts";
import { hostileReview } from "./test-support/hostile-review.ts";
import { readComment } from "./test-support/read-comment.ts";

const RUNS = 150;
/** What a runner, or a terminal, acts on. */
const CONTROL = /(?![\n\u200b\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

test("property: the comment", () => {
  fc.assert(
    fc.property(hostileReview, (review) => {
      readComment(markdown(review));
    }),
    { numRuns: RUNS },
  );
});

test("the reader accepts every comment of the catalogue, and sees folds and drawings in them", () => {
  const folder = join(import.meta.dirname, "catalogue/golden");
  const read = readdirSync(folder).map((name) => readComment(readFileSync(join(folder, name), "utf8")));
  assert.ok(read.filter(({ folds }) => folds > 0).length > 40);
  assert.ok(read.filter(({ drawings }) => drawings > 0).length > 40);
});

for (const broken of [
  "- `a` joins <b>",
  "- `a` joins `b",
  "- a ``b` c",
  "- @octocat joins",
  "- see https://evil.example",
  "- [a](x)",
  "- a *b*",
  "</details>",
  "<details><summary>a</summary>",
  "<details><summary><code>a</b></code></summary>\n</details>",
  "<details><summary>a<img></summary>\n</details>",
  "```mermaid\nflowchart LR\n  click t1 href x\n```",
  '```mermaid\n  e1{{"a"]}}:::same\n```',
  "```\n",
  "::error::x",
  "- a ##[error]",
  "- a\u202eb",
  "| a | b |",
])
  test(`the reader refuses ${JSON.stringify(broken)}`, () => {
    assert.throws(() => readComment(broken));
  });

test("property: annotations are one command each, whatever they say", () => {
  fc.assert(
    fc.property(hostileReview, fc.constantFrom("", "shop/"), (review, prefix) => {
      for (const command of annotations([], review.changes, prefix).commands) {
        assert.match(command, /^::(?:warning|notice) (?:file=[^,:]*,line=1,endLine=1,)?title=[a-z-]+::[^\n\r]*$/);
        assert.doesNotMatch(command, CONTROL);
        assert.doesNotMatch(command, /%(?!25|0A|3A|2C)/);
      }
    }),
    { numRuns: RUNS },
  );
});

test("property: the text has no control signs, and no line of it is a command of a runner", () => {
  fc.assert(
    fc.property(hostileReview, (review) => {
      for (const line of text(review).split("\n")) {
        assert.doesNotMatch(line, CONTROL, JSON.stringify(line));
        assert.ok(!line.trimStart().startsWith("::") && !line.includes("##["), JSON.stringify(line));
      }
    }),
    { numRuns: RUNS },
  );
});

test("property: JSON and SARIF say exactly what is there, in printable signs", () => {
  fc.assert(
    fc.property(hostileReview, (review) => {
      for (const printed of [json(review), sarif(review, "topology.yaml")]) {
        assert.doesNotMatch(printed, CONTROL);
        assert.ok(!printed.includes("##["));
        assert.ok(printed.split("\n").every((line) => !line.trimStart().startsWith("::")));
      }
      const read = JSON.parse(json(review));
      assert.deepEqual(
        read.changes.map(({ summary, details }: { summary: string; details: unknown }) => ({ summary, details })),
        review.changes.map(({ summary, details }) => ({ summary, details })),
      );
      assert.deepEqual(read.affected, JSON.parse(JSON.stringify(review.affected)));
    }),
    { numRuns: RUNS },
  );
});
