import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf } from "./text.ts";

const bytes = (...parts: (string | readonly number[])[]) => ({
  kind: "bytes" as const,
  bytes: Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part)))),
});

function codeOf(content: Parameters<typeof textOf>[1]): string {
  const read = textOf("t.yaml", content);
  if (!("diagnostic" in read)) return "text";
  const { code, span } = read.diagnostic;
  return `${code} ${span.start.line}:${span.start.column}`;
}

test("UTF-8 is text", () => {
  assert.deepEqual(textOf("t.yaml", bytes("a: ü 🚀 \uFFFD")), { text: "a: ü 🚀 \uFFFD" });
});

test("what is no text has a reason and a place", () => {
  assert.equal(codeOf({ kind: "missing" }), "file-not-found 1:1");
  assert.equal(codeOf({ kind: "not-a-file" }), "not-a-file 1:1");
  assert.equal(codeOf({ kind: "unreadable", reason: "EACCES" }), "file-unreadable 1:1");
  assert.equal(codeOf({ kind: "too-large", bytes: 5e7 }), "file-too-large 1:1");
  assert.equal(codeOf(bytes("")), "empty-file 1:1");
  assert.equal(codeOf(bytes(" \n\t\n")), "empty-file 1:1");
  assert.equal(codeOf(bytes([0xef, 0xbb, 0xbf], "version: 1")), "byte-order-mark 1:1");
  assert.equal(codeOf(bytes([0xff, 0xfe], "v\0")), "not-utf8 1:1");
  assert.equal(codeOf(bytes("a: 1\nb: \uFFFD", [0xe9], "x")), "not-utf8 2:4");
  assert.equal(codeOf(bytes("a: 1\nb: caf", [0xe9], "\n")), "not-utf8 2:7");
});
