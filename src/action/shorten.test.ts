import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { shorten } from "./shorten.ts";

test("what fits stays as it is", () => {
  assert.equal(shorten("a\nb\n", 4, "cut"), "a\nb\n");
});

test("cuts at the end of a line and says so", () => {
  assert.equal(shorten("one\ntwo\nthree\n", 13, "cut"), "one\n\n_cut_\n");
});

test("closes the folded parts that the cut leaves open", () => {
  const markdown = `<details><summary>a</summary>\n\n<details>\n${"long\n".repeat(100)}`;
  const cut = "<details><summary>a</summary>\n\n<details>\nlong\nlong\n\n</details>\n\n</details>\n\n_cut_\n";
  assert.equal(shorten(markdown, cut.length, "cut"), cut);
});

test("leaves a block of code out when it does not fit as a whole", () => {
  const markdown = `one\n\n\`\`\`\`mermaid\n\`\`\`\n<details>\n${"long\n".repeat(100)}`;
  assert.equal(shorten(markdown, 90, "cut"), "one\n\n\n_cut_\n");
});

test("a fence that is closed and parts that are closed need nothing", () => {
  const head = "```\n<details>\n```\n<details>\nx\n</details>\n";
  assert.equal(shorten(`${head}${"y".repeat(100)}`, 60, "cut"), `${head}\n_cut_\n`);
});

test("measures in the unit that is asked for", () => {
  const markdown = "ééé\n".repeat(10);
  const text = shorten(markdown, 40, "cut", Buffer.byteLength);
  assert.ok(Buffer.byteLength(text) <= 40 && text.length > 20, text);
});

test("is never longer than the limit, whatever the text", () => {
  const line = fc.constantFrom("```", "````text", "~~~", "<details>", "</details>", "x", "some longer line", "");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), fc.nat(300), (lines, limit) => {
      assert.ok(shorten(lines.join("\n"), limit, "cut").length <= limit);
    }),
  );
});
