import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { printable, printableJson, printableSentence } from "./printable.ts";
import { hostileText } from "./test-data/arbitrary-diagnostic.ts";

const ACTED_ON = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

test("what a terminal would act on becomes visible", () => {
  assert.equal(printable("\u001b[31mred"), "\\u{1b}[31mred");
  assert.equal(printable("a\u202eb\u0000c\u009bd\ud800"), "a\\u{202e}b\\u{0}c\\u{9b}d\\u{d800}");
});

test("ordinary text of any script stays", () => {
  for (const text of ["CUSTOMER_CREATED", "ร้านค้า", "顧客", "e\u0301", "👩‍👩‍👧", "می‌خواهم", "tab-free \\ text"])
    assert.equal(printable(text), text);
});

test("line breaks of a sentence become spaces", () => {
  assert.equal(printableSentence(" one\r\n  two\nthree\n"), "one two three");
});

test("property: nothing that a terminal acts on is left", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      assert.doesNotMatch(printable(text), ACTED_ON);
      assert.doesNotMatch(printableJson({ [text]: text }).replaceAll("\n", ""), ACTED_ON);
    }),
  );
});

test("property: JSON keeps the exact value", () => {
  fc.assert(
    fc.property(hostileText, (text) =>
      assert.deepEqual(JSON.parse(printableJson({ text, list: [text] })), { text, list: [text] }),
    ),
  );
});
