import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { blockLines, withBlock } from "./codeowners-block.ts";

function written(text: string, lines: readonly string[]): string {
  const result = withBlock(text, lines);
  assert.ok("text" in result, JSON.stringify(result));
  return result.text;
}

const BEGIN =
  '# BEGIN event-topology by "topology owners --codeowners", from the reviewers in the topology; do not edit';
const END = "# END event-topology";

test("a block goes to the end, and later into its place", () => {
  const first = written("* @ar/all", ["/a @x"]);
  assert.equal(first, `* @ar/all\n${BEGIN}\n/a @x\n${END}\n`);
  assert.equal(written(`${first}/z @z\n`, ["/b @y", "/c @y"]), `* @ar/all\n${BEGIN}\n/b @y\n/c @y\n${END}\n/z @z\n`);
  assert.equal(written("", []), `${BEGIN}\n${END}\n`);
});

test("a file with carriage returns keeps them", () => {
  assert.equal(written("* @a\r\n", ["/a @x"]), `* @a\r\n${BEGIN}\r\n/a @x\r\n${END}\r\n`);
});

test("a broken block is told with its line, never guessed at", () => {
  for (const [text, line, words] of [
    [`* @a\n${BEGIN}\n/a @x\n`, 2, "after it"],
    [`* @a\n${END}\n`, 2, "before it"],
    [`${BEGIN}\n${BEGIN}\n${END}\n`, 2, "second time"],
    [`${BEGIN}\n${END}\n${BEGIN}\n${END}\n`, 3, "second time"],
    [`${BEGIN}\n${END}\n${END}\n`, 3, "before it"],
  ] as const) {
    const result = withBlock(text, []);
    assert.ok("problem" in result, text);
    assert.equal(result.line, line);
    assert.ok(result.problem.includes(words), result.problem);
  }
});

test("whatever stands around the block is kept, and to write twice is to write once", () => {
  const part = fc.array(fc.constantFrom("* @a", "", "# comment", "/x @y", "\r", "# BEGIN event-topologies"), {
    maxLength: 4,
  });
  const lines = fc.array(fc.constantFrom("/a @x", "/b @x @y", "/c @z"), { maxLength: 3 });
  const eol = fc.constantFrom("\n", "\r\n");
  fc.assert(
    fc.property(part, part, lines, lines, eol, (before, after, old, fresh, end) => {
      const head = before.map((line) => `${line}${end}`).join("");
      const tail = after.join(end);
      const text = written(head, old) + tail;
      const updated = written(text, fresh);
      assert.ok(updated.startsWith(head));
      assert.ok(updated.endsWith(tail));
      assert.deepEqual(blockLines(updated), fresh);
      assert.equal(written(updated, fresh), updated);
      assert.equal(written(updated, old), text);
    }),
  );
});
