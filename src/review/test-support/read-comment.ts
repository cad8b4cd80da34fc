import assert from "node:assert/strict";

/**
 * Reads a comment by a grammar so narrow that whatever it accepts is harmless on GitHub: every line is of a known form, code
 * spans end where they should, and outside of them stands nothing that Markdown, HTML or GitHub would act on. (A Markdown
 * parser tells less: it accepts everything.)
 */
export function readComment(markdown: string): { readonly folds: number; readonly drawings: number } {
  let depth = 0;
  let folds = 0;
  let drawings = 0;
  let isDrawing = false;
  for (const line of markdown.split("\n")) {
    assert.doesNotMatch(line, UNPRINTABLE, JSON.stringify(line));
    assert.ok(!line.includes("##["), JSON.stringify(line));
    if (isDrawing) {
      if (line === "```") isDrawing = false;
      else checkDrawing(line);
      continue;
    }
    if (line === "```mermaid") {
      isDrawing = true;
      drawings += 1;
    } else if (line === "</details>") {
      depth -= 1;
      assert.equal(depth, 0, "a fold ends that has not begun");
    } else if (line.startsWith("<details>")) {
      const [, title] = /^<details><summary>(.*)<\/summary>$/.exec(line) ?? [];
      assert.notEqual(title, undefined, JSON.stringify(line));
      checkTitle(title ?? "");
      depth += 1;
      folds += 1;
      assert.equal(depth, 1, "a fold in a fold");
    } else checkLine(line);
  }
  assert.equal(isDrawing, false);
  assert.equal(depth, 0);
  return { folds, drawings };
}

/** Controls, invisible and reordering signs, halves of pairs; the two joiners and our own zero-width space may stand. */
const UNPRINTABLE = /(?![\u200b\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const BEGINNINGS = [
  /^#{2,3} /,
  /^> \[!WARNING\]$/,
  /^> - /,
  /^> /,
  /^- (?:\*\*[a-z0-9 ]+\*\*)?/,
  /^ {2}- /,
  /^ {2}/,
  /^\*\*\d+ more changes? did not fit into this comment\.\*\* /,
];

function checkLine(line: string): void {
  const beginning = BEGINNINGS.map((pattern) => pattern.exec(line)?.[0]).find((found) => found !== undefined) ?? "";
  const text = withoutCode(line.slice(beginning.length));
  // A backslash takes the meaning of what follows; then nothing with a meaning may be left.
  const bare = text.replace(/\\[!-/:-@[-`{-~]/g, "x");
  assert.doesNotMatch(bare, /[\\`*_{}[\]<>#|~$&!]/, JSON.stringify(line));
  assert.doesNotMatch(bare, /@(?!\u200b)|:\/\/|www\./i, JSON.stringify(line));
  assert.doesNotMatch(text, /#\d|\bGH-\d/i, JSON.stringify(line));
  if (beginning === "") assert.doesNotMatch(bare, /^(?:\s*(?:[-+=]|\d+[.)])|\s{4}|\t|::)/, JSON.stringify(line));
  else assert.doesNotMatch(bare, /^\s*(?:[-+] |=+$|\d+[.)] )/, JSON.stringify(line));
}

/** Takes the code spans out as CommonMark 0.31, section 6.1, finds them: a run of backticks up to the next of its length. */
function withoutCode(text: string): string {
  let rest = text;
  let kept = "";
  for (;;) {
    const run = /(?<!\\)(?:\\\\)*(`+)/.exec(rest);
    const fence = run?.[1];
    if (run === null || fence === undefined) return kept + rest;
    const start = run.index + run[0].length - fence.length;
    const close = new RegExp(`(?<!\`)${fence}(?!\`)`).exec(rest.slice(start + fence.length));
    assert.ok(close, `a code span without end in ${JSON.stringify(text)}`);
    // Blanks and words stay what they are beside it.
    kept += `${rest.slice(0, start)}x`;
    rest = rest.slice(start + fence.length + close.index + fence.length);
  }
}

/** Between tags there is no Markdown: texts with entities, and our own code. */
function checkTitle(title: string): void {
  const bare = title.replace(/<code>((?:&#\d+;|[^<>&"'`*_[\]\\~])*)<\/code>/g, "x").replace(/&#\d+;/g, "");
  assert.doesNotMatch(bare, /[<>&`*_[\]~]/, JSON.stringify(title));
  assert.doesNotMatch(bare, /@(?!\u200b)|:\/\//, JSON.stringify(title));
}

const LABEL = String.raw`"(?:[\p{L}\p{M}\p{N} ._/,-]|#\d+;)+"`;
const DRAWING = [
  "flowchart LR",
  String.raw`  t\d+\(\[${LABEL}\]\):::same`,
  String.raw`  e\d+\{\{${LABEL}\}\}:::(?:added|removed|changed|same)`,
  String.raw`  t\d+ --- e\d+`,
  String.raw`  e\d+ (?:==>|-\.->|-->)(?:\|${LABEL}\|)? t\d+`,
  "  classDef (?:added|removed|changed|same) fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}(?:,stroke-dasharray:4 3)?",
].map((line) => new RegExp(`^${line}$`, "u"));

function checkDrawing(line: string): void {
  assert.ok(
    DRAWING.some((pattern) => pattern.test(line)),
    JSON.stringify(line),
  );
}
